import * as z from 'zod';
import { startTlsProtocols } from '../model/conversation.ts';
import { answerTo, finding } from './answers.ts';
import type { Expectation } from './expectation.ts';
import { unservedFinding } from './tls-answers.ts';
import { serverNameOf, startTlsName, tlsRequest } from './tls-request.ts';

const settings = z
  .enum(startTlsProtocols)
  .describe(
    'The port begins in this protocol and turns to TLS when asked; all of its flow is asked that way',
  );

/** A plain-text service grants STARTTLS. The other TLS expectations of the flow begin by it too. */
export const tlsStartTls: Expectation<z.infer<typeof settings>> = {
  name: startTlsName,
  settings,
  namesUsed: () => [],
  asks: (_settings, check) => [tlsRequest(check, serverNameOf(check))],
  judge: (protocol, check, answers) => {
    const request = tlsRequest(check, serverNameOf(check));
    const answer = answerTo(request, answers);
    const expected = `STARTTLS (${protocol})`;
    if (answer?.status !== 'served')
      return [unservedFinding(startTlsName, expected, request.serverName, answer)];
    const { version } = answer;
    return [
      finding(startTlsName, 'pass', { expected, actual: version }, 'tlsStartTlsGranted', {
        protocol,
        version,
      }),
    ];
  },
};
