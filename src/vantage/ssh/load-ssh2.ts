import type ssh2 from 'ssh2';

export type Ssh2 = typeof ssh2;

/** The optional package; undefined: it was left out of this installation. */
export async function loadSsh2(): Promise<Ssh2 | undefined> {
  try {
    return (await import('ssh2')).default;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
