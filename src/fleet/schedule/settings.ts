import * as z from 'zod';
import { decode } from '../../input/decode.ts';
import { refuseMistakes } from '../../input/mistakes.ts';
import { readDocument } from '../../input/read-document.ts';
import { readSpanMs } from '../../input/span.ts';
import type { QueueSettings } from '../../model/site.ts';
import { id, refuse, words } from '../../profile/leaves.ts';
import { isTimeZone } from '../../site/blackouts.ts';
import { isLoopback } from '../../site/queue-url.ts';
import { queueConnection } from '../../site/queue.ts';
import { cronProblem } from './cron.ts';
import type { TurnPolicy } from './decide.ts';

/** One audit that comes again and again. */
export interface ScheduledRun extends TurnPolicy {
  readonly name: string;
  /** The site's file, as written: it lies beside the schedule's. */
  readonly site: string;
  /** Five fields of cron. */
  readonly at: string;
  readonly zone: string;
  /** The folder that each run gets a folder of its own in. */
  readonly out: string;
  /** Spans as the command line takes them; undefined: not given. */
  readonly keep: string | undefined;
  readonly deadline: string | undefined;
}

export interface BoardSettings {
  readonly port: number;
  readonly host: string;
  readonly writable: boolean;
  readonly exposed: boolean;
}

export interface Schedule {
  readonly queue: QueueSettings;
  readonly runs: readonly ScheduledRun[];
  /** undefined: no board. */
  readonly board: BoardSettings | undefined;
}

const usualLateAfter = '30m';

const span = z
  .string({ error: '#spanForm' })
  .refine((text) => readSpanMs(text) !== undefined, { error: '#spanForm' });

const zone = z.string().refine(isTimeZone, { error: '#timeZoneUnknown' });

const cron = z.string({ error: '#cronFields' }).transform((at, context): string => {
  const problem = cronProblem(at);
  if (problem === undefined) return at;
  return problem === ''
    ? refuse(context, at, { code: 'cronFields', values: {} })
    : refuse(context, at, { code: 'cronForm', values: { problem } });
});

const run = z.strictObject({
  name: id,
  site: words.describe('The site’s file, beside this one'),
  at: cron.describe('Minute, hour, day of the month, month, day of the week: 15 2 * * mon-fri'),
  zone: zone.optional(),
  out: words.describe('The folder that each run gets a folder of its own in'),
  keep: span.optional(),
  deadline: span.optional(),
  missed: z.enum(['run', 'skip']).optional(),
  lateAfter: span.optional(),
  blackout: z.enum(['wait', 'skip']).optional(),
});

const runs = z
  .array(run)
  .min(1)
  .superRefine((all, context) => {
    for (const [i, { name }] of all.entries())
      if (all.findIndex((other) => other.name === name) < i)
        context.addIssue({ code: 'custom', message: '#runNameTwice', path: [i, 'name'] });
  });

const board = z
  .strictObject({
    port: z.int().min(1).max(65_535),
    host: words.optional(),
    writable: z.boolean().optional(),
    exposed: z.boolean().optional(),
  })
  .refine(({ host = usualHost, exposed = false }) => exposed || isLoopback(host), {
    error: '#boardExposed',
    path: ['host'],
  });

const usualHost = '127.0.0.1';

export const scheduleSchema = z
  .strictObject({
    $schema: words.optional(),
    queue: queueConnection.optional(),
    zone: zone.describe('For all runs that name none').optional(),
    runs,
    board: board.optional(),
  })
  .superRefine(({ zone, runs }, context) => {
    for (const [i, { zone: own }] of runs.entries())
      if (zone === undefined && own === undefined)
        context.addIssue({ code: 'custom', message: '#runWithoutZone', path: ['runs', i, 'name'] });
  })
  .transform(({ queue = {}, zone, runs, board }) => {
    const schedule: Schedule = {
      queue: queue as QueueSettings,
      runs: runs.map(({ lateAfter = usualLateAfter, missed = 'run', blackout = 'wait', ...rest }) => ({
        ...rest,
        zone: rest.zone ?? zone!,
        keep: rest.keep,
        deadline: rest.deadline,
        missed,
        lateAfterMs: readSpanMs(lateAfter)!,
        blackout,
      })),
      board:
        board === undefined
          ? undefined
          : { host: usualHost, writable: false, exposed: false, ...(board as { port: number }) },
    };
    return schedule;
  });

/** Reads a schedule (YAML or JSON). Throws one InputError with every mistake. */
export async function loadSchedule(path: string, shownAs: string): Promise<Schedule> {
  const decoded = decode(scheduleSchema, await readDocument(path, shownAs));
  if (!decoded.ok) refuseMistakes(decoded.mistakes);
  if (!decoded.ok) throw new Error('a decoding that failed without a mistake');
  return decoded.value;
}
