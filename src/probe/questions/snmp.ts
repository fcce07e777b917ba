import { ber, berInteger, berText, octetString, sequence } from './ber.ts';
import type { UdpQuestion } from './question.ts';

/** Message identifiers are 31 bits: four bytes, the first of which is positive and not zero. */
function identifier(random: (bytes: number) => Uint8Array): Buffer {
  const bytes = Buffer.from(random(4));
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes;
}

const reportable = 0x04;
const userSecurityModel = 3;
const getRequest = 0xa0;

/** The discovery of an SNMPv3 engine (RFC 3414, section 4): answered by a report, without a community or a user. */
export const snmp: UdpQuestion = {
  name: 'snmp',
  ports: [161],
  ask: (random) => {
    const id = identifier(random);
    const empty = berText(octetString, '');
    const header = ber(
      sequence,
      ber(0x02, id),
      berInteger(0x05, 0xc0),
      ber(octetString, Buffer.from([reportable])),
      berInteger(userSecurityModel),
    );
    const security = ber(sequence, empty, berInteger(0), berInteger(0), empty, empty, empty);
    const request = ber(getRequest, ber(0x02, id), berInteger(0), berInteger(0), ber(sequence));
    return ber(
      sequence,
      berInteger(3),
      header,
      ber(octetString, security),
      ber(sequence, empty, empty, request),
    );
  },
  // The identifier stands in the header of the answer as it stood in the question's.
  answers: (answer, asked) => answer[0] === sequence && answer.includes(asked.subarray(7, 13)),
};
