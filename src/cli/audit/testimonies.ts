import { readFile, stat } from 'node:fs/promises';
import type { FarSideKey } from '../../far-side/key.ts';
import { readLog, type LogReading } from '../../far-side/log.ts';
import { testimonyOf } from '../../far-side/testimony.ts';
import { fileMistake } from '../../input/mistakes.ts';
import type { FarSideObservation, TestimonyObservation } from '../../model/far-side.ts';
import { InputError } from '../../model/mistake.ts';

/** Logs are read whole. */
const mostBytes = 1 << 30;

/** A log that can't be believed is bad input: refused before the first packet. */
export async function refuseUnbelievable(log: string, key: FarSideKey): Promise<void> {
  const reading = await read(log, key);
  const refuse = (code: string, line?: number): never => {
    const mistake = fileMistake(log, code, {});
    throw new InputError([line === undefined ? mistake : { ...mistake, line }]);
  };
  if (reading === undefined) refuse('farSideLogMissing');
  else if (reading.status === 'foreign') refuse('farSideLogForeign');
  else if (reading.status === 'altered') refuse('farSideLogAltered', reading.line);
}

/** Undefined: it can't be read. */
async function read(log: string, key: FarSideKey): Promise<LogReading | undefined> {
  try {
    if (!(await stat(log)).isFile()) return undefined;
    const bytes = await readFile(log);
    return bytes.length > mostBytes ? undefined : readLog(key, bytes.toString('utf8'));
  } catch {
    return undefined; // what can't be read proves nothing, and the report says so
  }
}

/** What the logs say now of what was asked: one of them knows of it, or why none does. */
export async function testify(
  logs: readonly string[],
  key: FarSideKey,
  asked: FarSideObservation,
): Promise<TestimonyObservation> {
  let gap = 'unknown';
  for (const log of logs) {
    const reading = await read(log, key);
    if (reading === undefined) gap = 'missing';
    else if (reading.status === 'foreign' || reading.status === 'altered') gap = reading.status;
    const testimony = testimonyOf(reading?.status === 'whole' ? reading.entries : [], asked);
    if (testimony !== undefined) return testimony;
  }
  return nothing(asked, gap);
}

/** Where no listener was proven there is nobody to ask, and nothing to say of a log. */
export async function testifyByTheListener(
  fetch: () => Promise<string | undefined>,
  key: FarSideKey,
  asked: FarSideObservation,
): Promise<TestimonyObservation | undefined> {
  if (!asked.proofs.some(({ outcome }) => outcome.status === 'proven')) return undefined;
  const text = await fetch();
  if (text === undefined) return nothing(asked, 'missing');
  const reading = readLog(key, text);
  const entries = reading.status === 'whole' ? reading.entries : [];
  const gap = reading.status === 'foreign' || reading.status === 'altered' ? reading.status : 'unknown';
  return testimonyOf(entries, asked) ?? nothing(asked, gap);
}

function nothing(
  { vantage, address, startedAt, finishedAt }: FarSideObservation,
  gap: string,
): TestimonyObservation {
  return {
    kind: 'testimony',
    vantage,
    address,
    startedAt,
    finishedAt,
    listener: null,
    whole: false,
    gaps: [gap],
    sees: { tcp: '', udp: '' },
    answers: { tcp: '', udp: '' },
    arrivals: [],
  };
}
