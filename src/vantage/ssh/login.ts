import { readFile, stat } from 'node:fs/promises';
import type { AnyAuthMethod, ParsedKey } from 'ssh2';
import type { Reason } from '../../model/reason.ts';
import type { Ssh2 } from './load-ssh2.ts';

/** How a vantage proves who it is to a server: a key of a file, or the keys of an agent. */
export type Login =
  | { readonly kind: 'key'; readonly file: string; readonly key: ParsedKey }
  | { readonly kind: 'agent'; readonly socket: string };

export interface LoginSource {
  /** A private key's file. */
  readonly keyFile?: string;
  /** The agent's socket, where the site names no key. */
  readonly agent?: string;
  /** The file's passphrase; undefined: nobody knows it. Never from the command line, which others can read. */
  readonly passphraseOf: (keyFile: string) => Promise<string | undefined>;
}

/** Others of the machine who could read the key could log in with it: OpenSSH refuses such a file too. */
const readableByOthers = 0o077;

/** Finds the key, and opens it where it has a passphrase. Never rejects for a key: what is wrong is a reason. */
export async function openLogin(
  { keyFile, agent, passphraseOf }: LoginSource,
  { utils }: Ssh2,
  posix: boolean,
): Promise<Login | { readonly failed: Reason }> {
  if (keyFile === undefined) {
    return agent === undefined ? failed('sshNoKey') : { kind: 'agent', socket: agent };
  }
  let text: string;
  try {
    const { mode } = await stat(keyFile);
    if (posix && (mode & readableByOthers) !== 0) return failed('sshKeyTooOpen', { file: keyFile });
    text = await readFile(keyFile, 'utf8');
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    return failed('sshKeyMissing', { file: keyFile, problem });
  }
  let key = utils.parseKey(text);
  if (key instanceof Error && /encrypted/i.test(key.message)) {
    const passphrase = await passphraseOf(keyFile);
    if (passphrase === undefined) return failed('sshPassphraseMissing', { file: keyFile });
    key = utils.parseKey(text, passphrase);
    if (key instanceof Error) return failed('sshPassphraseWrong', { file: keyFile });
  }
  if (key instanceof Error || !key.isPrivateKey()) return failed('sshKeyUnreadable', { file: keyFile });
  return { kind: 'key', file: keyFile, key };
}

/** How to log in: this way and no other, passwords least of all. */
export function authentication(login: Login, username: string): AnyAuthMethod {
  return login.kind === 'agent'
    ? { type: 'agent', username, agent: login.socket }
    : { type: 'publickey', username, key: login.key };
}

function failed(code: string, values: Reason['values'] = {}): { readonly failed: Reason } {
  return { failed: { code, values } };
}
