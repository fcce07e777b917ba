import type { AnswerDetail, VolleyResult } from '../../vantage.ts';
import { answerWords } from './protocol.ts';

/** Answers of one volley that the parent has not been told yet. */
export interface AnswerLog {
  words: Uint32Array;
  used: number;
  readonly details: AnswerDetail[];
  detailsTold: number;
  readonly detailIndex: Map<string, number>;
  late: VolleyResult['late'][number][];
}

export function emptyLog(): AnswerLog {
  return {
    words: new Uint32Array(answerWords * 64),
    used: 0,
    details: [{ code: '', from: null }],
    detailsTold: 1,
    detailIndex: new Map(),
    late: [],
  };
}

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

export function logAnswer(
  log: AnswerLog,
  position: number,
  state: number,
  hops: number,
  detail: number,
  answerMs: number,
): void {
  if (log.used + answerWords > log.words.length) {
    const larger = new Uint32Array(log.words.length * 2);
    larger.set(log.words);
    log.words = larger;
  }
  float[0] = answerMs;
  log.words[log.used] = position;
  log.words[log.used + 1] = state | (hops << 8) | (detail << 16);
  log.words[log.used + 2] = floatBits[0]!;
  log.used += answerWords;
}

/** Hostile senders could give every error another address: past this, only the code is kept. */
const mostDetails = 1024;

/** The index of a detail; the same words get the same index. */
export function detailOf(log: AnswerLog, code: string, from: string | null): number {
  const key = `${code} ${from ?? ''}`;
  const known = log.detailIndex.get(key);
  if (known !== undefined) return known;
  if (from !== null && log.details.length >= mostDetails) return detailOf(log, code, null);
  log.details.push({ code, from });
  log.detailIndex.set(key, log.details.length - 1);
  return log.details.length - 1;
}

/** Takes out what the parent has not been told yet. */
export function takeNews(log: AnswerLog): {
  answers: Uint32Array;
  details: AnswerDetail[];
  late: VolleyResult['late'];
} {
  const news = {
    answers: log.words.slice(0, log.used),
    details: log.details.slice(log.detailsTold),
    late: log.late,
  };
  log.used = 0;
  log.detailsTold = log.details.length;
  log.late = [];
  return news;
}
