import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Observation } from '../../model/observation.ts';
import type { FarSideObservation } from '../../model/far-side.ts';
import { conversationLimits } from '../../probe/conversations/limits.ts';
import { visitFarSide } from '../../probe/far-side/visit.ts';
import type { FarSideAsker } from '../../run/world.ts';
import { badUsage } from '../bad-usage.ts';
import { refuseUnbelievable, testify, testifyByTheListener } from './testimonies.ts';
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
