import * as z from 'zod';
import { decode } from '../input/decode.ts';
import { refuseMistakes } from '../input/mistakes.ts';
import { readDocument } from '../input/read-document.ts';
import type { Blackout, QueueSettings, Scope } from '../model/site.ts';
import { oneOrMore, words } from '../profile/leaves.ts';
import { rate, scope } from '../site/leaves.ts';
import { queueConnection, workerKey } from '../site/queue.ts';
import { blackout, defaultPace } from '../site/schema.ts';

/** What a worker goes by, whatever the queue says. */
export interface WorkerSettings {
  readonly queue: QueueSettings;
  /** PEM file of the key that signs what this worker saw. */
  readonly signingKey: string;
  /** Public keys of those whose slices are carried out. */
  readonly coordinators: readonly string[];
  /** Where packets may go from here. */
  readonly scope: Scope;
  /** The most that this place allows; Infinity: no limit of its own. */
  readonly pace: { readonly rate: number; readonly perHost: number };
  readonly blackouts: readonly Blackout[];
  readonly slicesAtOnce: number;
  /** A slice stays with a worker that says nothing for so long. */
  readonly leaseMs: number;
}

/** While one slice waits for its last answers, the next is asked. */
const usualSlicesAtOnce = 2;
/** A machine that is busy is late by a second or two, not by ten. */
const usualLeaseMs = 10_000;

export const workerSettingsSchema = z
  .strictObject({
    $schema: words.optional(),
    queue: queueConnection.optional(),
    signingKey: words.describe('PEM file of this worker’s key (worker --make-key makes one)'),
    coordinators: oneOrMore(workerKey, '#workerKeyForm').describe(
      'Public keys of the machines whose slices are carried out',
    ),
    scope: scope.describe('Where packets may go from here, whatever a slice says'),
    pace: z
      .strictObject({
        rate: rate.describe('Attempts per second from here, at most').optional(),
        perHost: rate.describe('Attempts per second at one address, at most').optional(),
      })
      .optional(),
    blackouts: z.array(blackout).describe('When nothing may be sent from here').optional(),
    slicesAtOnce: z.int().min(1).max(16).optional(),
    leaseMs: z
      .int()
      .min(1000)
      .max(600_000)
      .describe('A slice stays with a worker that says nothing for so long')
      .optional(),
  })
  .transform(
    ({
      queue = {},
      signingKey,
      coordinators,
      scope,
      pace = {},
      blackouts = [],
      slicesAtOnce = usualSlicesAtOnce,
      leaseMs = usualLeaseMs,
    }) =>
      ({
        queue,
        signingKey,
        coordinators,
        scope,
        pace: { rate: pace.rate ?? defaultPace.rate, perHost: pace.perHost ?? defaultPace.perHost },
        blackouts,
        slicesAtOnce,
        leaseMs,
      }) as WorkerSettings,
  );

/** Reads a worker's settings (YAML or JSON). Throws one InputError with every mistake. */
export async function loadWorkerSettings(path: string, shownAs: string): Promise<WorkerSettings> {
  const document = await readDocument(path, shownAs);
  const decoded = decode(workerSettingsSchema, document);
  if (!decoded.ok) refuseMistakes(decoded.mistakes);
  if (!decoded.ok) throw new Error('a decoding that failed without a mistake');
  return decoded.value;
}
