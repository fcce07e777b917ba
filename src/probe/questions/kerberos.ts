import { ber, berInteger, berText, sequence } from './ber.ts';
import type { UdpQuestion } from './question.ts';

const generalString = 0x1b;
const generalizedTime = 0x18;
const bitString = 0x03;
const [asRequest, asReply, error] = [0x6a, 0x6b, 0x7e];
const aes256 = 18;
const principalName = 1;
const realm = 'PORTWITNESS.INVALID';

const field = (number: number, ...parts: readonly Uint8Array[]): Buffer => ber(0xa0 + number, ...parts);

const nameOf = (...parts: readonly string[]): Buffer =>
  ber(
    sequence,
    field(0, berInteger(principalName)),
    field(1, ber(sequence, ...parts.map((part) => berText(generalString, part)))),
  );

/**
 * A ticket for somebody of a realm that nobody serves (RFC 4120, section 5.4.1): every KDC answers with an error,
 * and no account is touched.
 */
export const kerberos: UdpQuestion = {
  name: 'kerberos',
  ports: [88],
  ask: (random) => {
    const nonce = Buffer.from(random(4));
    nonce[0] = (nonce[0]! & 0x3f) | 0x40;
    const body = ber(
      sequence,
      field(0, ber(bitString, Buffer.alloc(5))),
      field(1, nameOf('portwitness')),
      field(2, berText(generalString, realm)),
      field(3, nameOf('krbtgt', realm)),
      field(5, berText(generalizedTime, '20370913024805Z')),
      field(7, ber(0x02, nonce)),
      field(8, ber(sequence, berInteger(aes256))),
    );
    return ber(asRequest, ber(sequence, field(1, berInteger(5)), field(2, berInteger(10)), field(4, body)));
  },
  answers: (answer) => answer.length > 8 && (answer[0] === error || answer[0] === asReply),
};
