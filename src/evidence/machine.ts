import { readFile } from 'node:fs/promises';
import { arch, cpus, hostname, platform, release, userInfo } from 'node:os';

/** The machine that a run was made on, as far as an auditor asks. */
export interface MachineFacts {
  readonly host: string;
  readonly system: string;
  readonly processors: number;
  /** Who ran it; null: the system knows no name. */
  readonly user: string | null;
  /** The most descriptors that the program may hold; null: not known. */
  readonly descriptors: number | null;
}

export async function machineFacts(): Promise<MachineFacts> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const descriptors = /^Max open files +(\d+)/m.exec(limits)?.[1];
  return {
    host: hostname(),
    system: `${platform()} ${release()} ${arch()}`,
    processors: cpus().length,
    user: userName(),
    descriptors: descriptors === undefined ? null : Number(descriptors),
  };
}

/** A user id without an entry in the list of users has no name: containers are often run so. */
function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
