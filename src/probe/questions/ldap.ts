import { ber, berInteger, berText, octetString, sequence } from './ber.ts';
import type { UdpQuestion } from './question.ts';

const [searchRequest, boolean, enumerated, present] = [0x63, 0x01, 0x0a, 0x87];

/** The root entry's supported versions, without signing in (connectionless LDAP; RFC 4511, section 4.5). */
export const ldap: UdpQuestion = {
  name: 'ldap',
  ports: [389],
  ask: (random) => {
    const id = Buffer.from(random(4));
    id[0] = (id[0]! & 0x3f) | 0x40;
    const search = ber(
      searchRequest,
      berText(octetString, ''),
      ber(enumerated, Buffer.from([0])),
      ber(enumerated, Buffer.from([0])),
      berInteger(1),
      berInteger(1),
      ber(boolean, Buffer.from([0])),
      berText(present, 'objectClass'),
      ber(sequence, berText(octetString, 'supportedLDAPVersion')),
    );
    return ber(sequence, ber(0x02, id), search);
  },
  answers: (answer, asked) => answer[0] === sequence && answer.includes(asked.subarray(2, 8)),
};
