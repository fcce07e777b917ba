import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Laboratory } from '../laboratory.ts';
import { must } from '../namespaces.ts';
import type { Running } from '../processes.ts';

/** Starts OpenSSH's server on a host, with a host key of its own. `lines`: more of its configuration. */
export async function startSshd(
  lab: Laboratory,
  host: string,
  port: number,
  lines: readonly string[] = [],
): Promise<Running> {
  mkdirSync('/run/sshd', { recursive: true }); // sshd insists on it
  const key = await makeSshKey(lab, `sshd-${host}-key`);
  const file = join(lab.folder, `sshd-${host}.conf`);
  writeFileSync(file, `Port ${port}\nHostKey ${key}\nPidFile none\nUsePAM no\n${lines.join('\n')}\n`);
  return lab.start(host, ['/usr/sbin/sshd', '-D', '-e', '-f', file], [port]);
}

/** The fingerprint of that host's key, as a site file pins it. */
export async function hostKeyOf(lab: Laboratory, host: string): Promise<string> {
  const printed = await must(['ssh-keygen', '-lf', join(lab.folder, `sshd-${host}-key.pub`)]);
  return printed.split(' ')[1]!;
}

/** A new key pair in the laboratory's folder, in place of one of that name; answers the private key's file. */
export async function makeSshKey(lab: Laboratory, name: string): Promise<string> {
  const file = join(lab.folder, name);
  rmSync(file, { force: true });
  await must(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', file]);
  return file;
}
