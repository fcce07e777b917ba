import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Laboratory } from '../laboratory.ts';
import { must } from '../namespaces.ts';
import type { Running } from '../processes.ts';

/** Starts OpenSSH's server on a host, with a host key of its own. */
export async function startSshd(lab: Laboratory, host: string, port: number): Promise<Running> {
  mkdirSync('/run/sshd', { recursive: true }); // sshd insists on it
  const key = join(lab.folder, `sshd-${host}-key`);
  await must(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', key]);
  const file = join(lab.folder, `sshd-${host}.conf`);
  writeFileSync(file, `Port ${port}\nHostKey ${key}\nPidFile none\nUsePAM no\n`);
  return lab.start(host, ['/usr/sbin/sshd', '-D', '-e', '-f', file], [port]);
}
