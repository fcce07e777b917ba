import type { AnswerDetail, Volley, VolleyResult, VolleyUnderWay } from '../../vantage.ts';
import { shiftDrops, type Watched } from '../volley-watch.ts';
import { portStates } from '../../../model/observation.ts';
import { answerWords } from './protocol.ts';
import type { Order, VolleyNews } from './protocol.ts';

/** What the connect way tells besides: the kernel's counters while it was under way. */
export interface WatchedResult extends VolleyResult {
  readonly watched?: Watched;
}

/** A volley as its news come in. */
export interface CollectedVolley {
  readonly underWay: VolleyUnderWay;
  readonly take: (news: VolleyNews) => void;
  /** The sweeping process is gone: what had no answer is unknown. */
  readonly died: () => void;
}

/**
 * Gathers a volley's result from the sweeping process' news, and grants it attempts as the allowance allows.
 * `onOver` is called once, when the result is settled.
 */
export function collectVolley(
  id: number,
  volley: Volley,
  post: (order: Order) => void,
  onOver: () => void,
): CollectedVolley {
  const result = emptyResult(volley.ports.length);
  const sent = settleable<void>();
  const over = settleable<WatchedResult>();
  let waiting: NodeJS.Timeout | undefined;
  let settled = false;

  const settle = (unsent: AnswerDetail, started: AnswerDetail | null, watched?: Watched): void => {
    if (settled) return;
    settled = true;
    clearTimeout(waiting);
    volley.signal?.removeEventListener('abort', abort);
    fillUnanswered(result, unsent, started);
    sent.resolve(undefined);
    over.resolve(
      watched === undefined ? result : { ...result, watched: shiftDrops(watched, clockShiftMs()) },
    );
    onOver();
  };
  const abort = (): void => post({ kind: 'abort', id });
  const grantFor = (wanted: number): void => {
    const { granted, waitMs } = volley.allowance.take(wanted);
    if (granted > 0) post({ kind: 'grant', id, count: granted });
    if (granted < wanted) waiting = setTimeout(() => grantFor(wanted - granted), Math.max(1, waitMs));
  };
  volley.signal?.addEventListener('abort', abort);

  return {
    underWay: { sent: sent.promise, result: over.promise },
    take(news) {
      if (settled) return;
      addNews(result, news);
      if (news.sent) sent.resolve(undefined);
      if (news.done !== null) settle(news.done.unsent, null, news.done.watched);
      else if (news.wants > 0) grantFor(news.wants);
    },
    died() {
      const why = { code: 'sweeper-died', from: null };
      settle(why, why);
    },
  };
}

interface Settleable<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

// Promise.withResolvers came with Node 22.
function settleable<T>(): Settleable<T> {
  const made: { resolve?: (value: T) => void } = {};
  const promise = new Promise<T>((resolve) => {
    made.resolve = resolve;
  });
  return { promise, resolve: made.resolve! };
}

interface GrowingResult extends VolleyResult {
  readonly details: AnswerDetail[];
  readonly late: VolleyResult['late'][number][];
}

/** The process counts on the machine's monotonic clock; `performance.now()` on the same, from another start. */
function clockShiftMs(): number {
  return performance.now() - Number(process.hrtime.bigint()) / 1e6;
}

const silent = portStates.indexOf('silent');
const unknown = portStates.indexOf('unknown');
const unanswered = 255;

function emptyResult(length: number): GrowingResult {
  return {
    states: new Uint8Array(length).fill(unanswered),
    startedMs: new Float64Array(length).fill(Number.NaN),
    answerMs: new Float32Array(length).fill(Number.NaN),
    hops: new Uint8Array(length),
    detailOf: new Uint16Array(length),
    details: [{ code: '', from: null }],
    late: [],
  };
}

const floatBits = new Uint32Array(1);
const float = new Float32Array(floatBits.buffer);

function addNews(result: GrowingResult, { started, answers, details, late }: VolleyNews): void {
  const shiftMs = clockShiftMs();
  for (let at = 0; at < started.length; at += 3) {
    const first = started[at]!;
    result.startedMs.fill(started[at + 2]! + shiftMs, first, first + started[at + 1]!);
  }
  for (let at = 0; at < answers.length; at += answerWords) {
    const position = answers[at]!;
    const packed = answers[at + 1]!;
    floatBits[0] = answers[at + 2]!;
    result.states[position] = packed & 0xff;
    result.hops[position] = (packed >>> 8) & 0xff;
    result.detailOf[position] = packed >>> 16;
    result.answerMs[position] = float[0]!;
  }
  result.details.push(...details);
  result.late.push(...late);
}

/** `started`: what an attempt without an answer means when it is not silence. */
function fillUnanswered(result: GrowingResult, unsent: AnswerDetail, started: AnswerDetail | null): void {
  const unsentDetail = result.details.push(unsent) - 1;
  const startedDetail = started === null ? 0 : result.details.push(started) - 1;
  for (let position = 0; position < result.states.length; position++) {
    if (result.states[position] !== unanswered) continue;
    const wasStarted = !Number.isNaN(result.startedMs[position]!);
    result.states[position] = wasStarted && started === null ? silent : unknown;
    result.detailOf[position] = wasStarted ? startedDetail : unsentDetail;
  }
}
