import type { Laboratory } from '../laboratory.ts';
import type { Running } from '../processes.ts';
import { knock, listen } from './listeners.ts';

/** A port that listens while its accept queue is full: the kernel drops what comes. */
export async function listenDeaf(
  lab: Laboratory,
  host: string,
  port: number,
  address: string,
): Promise<Running> {
  await lab.run(host, ['sh', '-c', 'echo 1 >/proc/sys/net/core/somaxconn']);
  const listener = await listen(lab, host, [port], { address });
  listener.signal('SIGSTOP');
  // One after another: the queue holds one more than the backlog; what knocked stays in it.
  for (let i = 0; i < 4; i++) await knock(lab, address, [port], { from: host, waitMs: 300 });
  return listener;
}
