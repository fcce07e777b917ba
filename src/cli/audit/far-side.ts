import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readLog, type LogReading } from '../../far-side/log.ts';
import { testimonyOf } from '../../far-side/testimony.ts';
import { InputError } from '../../model/mistake.ts';
import type { Observation } from '../../model/observation.ts';
import type { FarSideObservation, TestimonyObservation } from '../../model/far-side.ts';
import { conversationLimits } from '../../probe/conversations/limits.ts';
import { visitFarSide } from '../../probe/far-side/visit.ts';
import { fileMistake } from '../../input/mistakes.ts';
import type { FarSideKey } from '../../far-side/key.ts';
import type { FarSideAsker } from '../../run/world.ts';
import { badUsage } from '../bad-usage.ts';
import { readKey } from '../far-side-key.ts';
import type { Session } from '../session.ts';

export interface FarSideRequest {
  /** Logs of listeners, which grow while the audit works. */
  readonly 'far-side': readonly string[];
  readonly 'far-side-key'?: string | undefined;
}

/** Where the key is unless it is said. */
const usualKey = 'far-side.key';

/** The far side that a person asked for, if they did. Throws InputError. */
export async function farSideOf(
  { 'far-side': logs, 'far-side-key': key }: FarSideRequest,
  { timeoutMs }: { readonly timeoutMs: number },
  { world }: Session,
): Promise<FarSideAsker | undefined> {
  if (logs.length === 0 && key === undefined) return undefined;
  const inFolder = (file: string) => resolve(world.cwd, file);
  return openFarSide(
    { logs: logs.map(inFolder), key: inFolder(key ?? usualKey) },
    { timeoutMs, now: world.now },
  );
}

/**
 * What a run saw, with what logs of listeners say of it, in place of what they said then. Without a log it is left as
 * it is. Throws InputError.
 */
export async function withTestimonies(
  observations: readonly Observation[],
  { 'far-side': logs, 'far-side-key': keyFile }: FarSideRequest,
  { world }: Session,
): Promise<readonly Observation[]> {
  if (logs.length === 0) return observations;
  const inFolder = (file: string) => resolve(world.cwd, file);
  const key = await readKey(inFolder(keyFile ?? usualKey));
  const files = logs.map(inFolder);
  for (const log of files) await refuseUnbelievable(log, key);
  const asked = observations.filter((one): one is FarSideObservation => one.kind === 'farSide');
  if (asked.length === 0) throw badUsage({ code: 'farSideNotAsked', values: {} });
  const testimonies = await Promise.all(asked.map((one) => testify(files, key, one)));
  return [...observations.filter(({ kind }) => kind !== 'testimony'), ...testimonies];
}

interface FarSideWanted {
  readonly logs: readonly string[];
  readonly key: string;
}

/** Logs are read whole. */
const mostBytes = 1 << 30;

/** Reads the key, and looks at the log before the first packet: one that can't be believed is bad input. */
async function openFarSide(
  { logs, key: keyFile }: FarSideWanted,
  { timeoutMs, now }: { readonly timeoutMs: number; readonly now: () => Date },
): Promise<FarSideAsker> {
  const key = await readKey(keyFile);
  for (const log of logs) await refuseUnbelievable(log, key);
  const run = randomBytes(16).toString('hex');
  const world = {
    key,
    run,
    limits: conversationLimits(timeoutMs),
    now,
    random: (bytes: number) => randomBytes(bytes),
    testimony: async (asked: FarSideObservation, fetch: () => Promise<string | undefined>) =>
      logs.length > 0 ? testify(logs, key, asked) : testifyByTheListener(fetch, key, asked),
  };
  return { visit: (target, vantage, settings) => visitFarSide(target, vantage, settings, world) };
}

async function refuseUnbelievable(log: string, key: FarSideKey): Promise<void> {
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
async function testifyByTheListener(
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
