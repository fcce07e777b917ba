import * as z from 'zod';
import { answerTo, finding } from './answers.ts';
import type { Expectation } from './expectation.ts';
import { unservedFinding } from './tls-answers.ts';
import { serverNameOf, tlsRequest } from './tls-request.ts';

const name = 'tls.handshake';

const settings = z.strictObject({}).describe('The port speaks TLS, whatever its certificate');

/** `tls: {}`: the port speaks TLS at all, and holds the key of the certificate that it shows. */
export const tlsHandshake: Expectation<z.infer<typeof settings>> = {
  name,
  settings,
  namesUsed: () => [],
  asks: (_settings, check) => [tlsRequest(check, serverNameOf(check))],
  judge: (_settings, check, answers) => {
    const request = tlsRequest(check, serverNameOf(check));
    const answer = answerTo(request, answers);
    if (answer?.status !== 'served') return [unservedFinding(name, 'TLS', request.serverName, answer)];
    const { version, cipher, keyProven } = answer;
    const texts = { expected: 'TLS', actual: version };
    return keyProven === false
      ? [finding(name, 'fail', texts, 'tlsKeyNotProven')]
      : [finding(name, 'pass', texts, 'tlsServed', { version, cipher })];
  },
};
