import * as z from 'zod';
import { decoded, timeoutMs } from '../argument-values.ts';
import { command, flag, operands, value } from '../command.ts';
import { parseEndpoints } from '../endpoint-text.ts';

export const probe = command({
  name: 'probe',
  summary: 'commandProbe',
  operands: { 'host:port': operands('operandHostPort', z.array(decoded(parseEndpoints)).min(1)) },
  options: {
    tls: flag('optionTls'),
    http: flag('optionHttp'),
    udp: flag('optionUdp'),
    timeout: value('optionProbeTimeout', timeoutMs),
  },
  examples: [
    { line: 'probe fe01.example.com:443,4443,8080', says: 'exampleProbe' },
    { line: 'probe [2001:db8::10]:443 --tls --http', says: 'exampleProbeTls' },
    { line: 'probe turn.example.com:3478 --udp', says: 'exampleProbeUdp' },
  ],
  run: async (args, session) => {
    const { probeEndpoints } = await import('../probe.ts');
    const { optimiseLater } = await import('../optimise-later.ts');
    return optimiseLater(() => probeEndpoints(args['host:port'], args, session));
  },
});
