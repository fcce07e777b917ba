import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { cleanTerminal } from '../report/clean.ts';
import type { Session } from './session.ts';

/** Where scripts and timers put the passphrase: arguments can be read by everybody on the machine. */
export const passphraseVariable = 'PORTWITNESS_SSH_PASSPHRASE';

/**
 * The passphrase of a key's file: from the environment, else from whoever sits at the terminal, without showing
 * it. Undefined: neither is there, or the person left. Questions come one after another.
 */
export function askPassphrase(session: Session): (file: string) => Promise<string | undefined> {
  const { env, stdin, stderr } = session.world;
  let before: Promise<unknown> = Promise.resolve();
  return (file) => {
    const given = env[passphraseVariable];
    if (given !== undefined && given !== '') return Promise.resolve(given);
    if (stdin.isTTY !== true || stderr.isTTY !== true) return Promise.resolve(undefined);
    const answer = before.then(() => askHidden(file, session));
    before = answer;
    return answer;
  };
}

function askHidden(file: string, { world, say }: Session): Promise<string | undefined> {
  const { stdin, stderr, interrupted } = world;
  return new Promise((resolve) => {
    // The terminal must not repeat what is typed: readline writes into nothing.
    const nowhere = new Writable({ write: (_piece, _encoding, done) => done() });
    const lines = createInterface({ input: stdin, output: nowhere, terminal: true });
    const end = (answer: string | undefined) => {
      interrupted.removeEventListener('abort', leave);
      resolve(answer);
      lines.close();
      stderr.write('\n');
    };
    const leave = () => end(undefined);
    interrupted.addEventListener('abort', leave, { once: true });
    lines.once('SIGINT', leave).once('close', () => resolve(undefined));
    stderr.write(cleanTerminal(say('sshAskPassphrase', { file })));
    lines.once('line', end);
  });
}
