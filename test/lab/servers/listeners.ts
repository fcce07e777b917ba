import { join } from 'node:path';
import type { Laboratory } from '../laboratory.ts';
import type { Running } from '../processes.ts';

const here = join(process.cwd(), 'test', 'lab', 'servers');

/** What a listener does with a connection. */
export type Behaviour = 'hold' | 'close' | 'reset' | 'greet';

/** A listener on TCP ports, of both families unless an address says otherwise. */
export async function listen(
  lab: Laboratory,
  host: string,
  ports: readonly number[],
  { behaviour = 'hold', address = '::' }: { readonly behaviour?: Behaviour; readonly address?: string } = {},
): Promise<Running> {
  const script = join(here, 'listener.mjs');
  return lab.start(host, [process.execPath, script, behaviour, address, ...ports.map(String)], ports);
}

/** One plain connection to each port (the kernel sends again after a second), and what came of it: `open`, an errno, `silent`. */
export async function knock(
  lab: Laboratory,
  address: string,
  ports: readonly number[],
  { from = 'scanner', waitMs = 1300 }: { readonly from?: string; readonly waitMs?: number } = {},
): Promise<Record<string, string>> {
  const script = join(here, 'connect.mjs');
  const { stdout } = await lab.run(from, [
    process.execPath,
    script,
    address,
    String(waitMs),
    ...ports.map(String),
  ]);
  return Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')),
  );
}
