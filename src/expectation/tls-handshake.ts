import { isIP } from 'node:net';
import { z } from 'zod';
import { answerTo, finding } from './answers.ts';
import type { Expectation } from './expectation.ts';
import { targetName } from './host-names.ts';
import { unservedFinding } from './tls-answers.ts';
import type { Check } from '../model/plan.ts';

const settings = z.strictObject({}).describe('The port speaks TLS, whatever its certificate');

/** `tls: {}`: the port speaks TLS at all. */
export const tlsHandshake: Expectation<z.infer<typeof settings>> = {
  name: 'tls.handshake',
  settings,
  namesUsed: () => [],
  asks: (_settings, check) => [{ kind: 'tls', serverName: serverNameOf(check) }],
  judge: (_settings, check, answers) => {
    const serverName = serverNameOf(check);
    const answer = answerTo({ kind: 'tls', serverName }, answers);
    if (answer?.status !== 'served') return [unservedFinding('tls.handshake', 'TLS', serverName, answer)];
    const { version, cipher } = answer;
    return [
      finding('tls.handshake', 'pass', { expected: 'TLS', actual: version }, 'tlsServed', {
        version,
        cipher,
      }),
    ];
  },
};

/** The target's name, where the site gives one: an address can't be asked for by name. */
export function serverNameOf(check: Check): string | null {
  const name = targetName(check);
  return name === '' || isIP(name) !== 0 ? null : name;
}
