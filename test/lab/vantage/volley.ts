import { join } from 'node:path';
import type { Laboratory } from '../laboratory.ts';

export interface AskedVolley {
  readonly address: string;
  readonly source?: string;
  /** [from, to] or [one]. */
  readonly ports: readonly (readonly [number, number?])[];
  readonly timeoutMs?: number;
  /** Attempts a second. */
  readonly rate?: number;
  /** Holds every descriptor of the process for so long; null: for good. */
  readonly hogMs?: number | null;
  /** Ports of the same address that the asking process listens on itself. */
  readonly listen?: readonly number[];
}

export interface SeenVolley {
  /** "refused", "unknown own-firewall", … → ports. */
  readonly seen: Readonly<Record<string, string>>;
  readonly notExcluded: readonly string[];
  readonly ms: number;
  /** Attempts made in all, those that told causes apart included. */
  readonly attempts: number;
}

/** One volley of the connect sender from a host of the laboratory. `before`: a command that starts it, ulimit say. */
export async function sendVolley(
  lab: Laboratory,
  host: string,
  volley: AskedVolley,
  before: readonly string[] = [],
): Promise<SeenVolley> {
  const script = join(process.cwd(), 'test', 'lab', 'vantage', 'volley.mjs');
  const argv = [...before, process.execPath, script, JSON.stringify(volley)];
  const { stdout, stderr } = await lab.run(host, argv, { timeoutMs: 60_000 });
  if (stdout === '') throw new Error(`the volley ended without a word: ${stderr}`);
  return JSON.parse(stdout) as SeenVolley;
}
