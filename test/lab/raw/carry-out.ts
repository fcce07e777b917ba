import { join } from 'node:path';
import type { Laboratory } from '../laboratory.ts';

export interface Shots {
  readonly way: 'syn' | 'connect';
  readonly address: string;
  readonly source?: string;
  readonly ranges: readonly (readonly [number, number])[];
  /** A port that is asked again after each 400 others. */
  readonly control?: number;
  readonly timeoutMs?: number;
  readonly sends?: number;
  /** Kills the sweeping process once the first volley was sent. */
  readonly kill?: boolean;
  readonly times?: number;
}

/** By "state code sender hops": how many positions were seen so, the first of their ports, controls among them. */
export interface Seen {
  readonly seen: Readonly<
    Record<string, { readonly count: number; readonly ports: readonly number[]; readonly controls: number }>
  >;
  readonly started: number;
  readonly controls: number;
  readonly late: readonly unknown[];
}

/** Carries volleys out on the host `scanner`, with the senders of build/: `npm run build` comes first. */
export async function carryOut(lab: Laboratory, shots: Shots): Promise<Seen[]> {
  const program = join(process.cwd(), 'test', 'lab', 'raw', 'volley.mjs');
  const ended = await lab.run('scanner', [process.execPath, program, JSON.stringify(shots)], {
    timeoutMs: 60_000,
  });
  if (ended.status !== 0) throw new Error(ended.stderr);
  return ended.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Seen);
}
