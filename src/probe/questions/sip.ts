import type { UdpQuestion } from './question.ts';

/** OPTIONS (RFC 3261, section 11): what a SIP server can do; every one answers, if only by a refusal. */
export const sip: UdpQuestion = {
  name: 'sip',
  ports: [5060],
  ask: (random, address) => {
    const [branch, tag, call] = [random(8), random(8), random(8)].map((bytes) =>
      Buffer.from(bytes).toString('hex'),
    );
    const host = address.includes(':') ? `[${address}]` : address;
    return Buffer.from(
      [
        `OPTIONS sip:${host} SIP/2.0`,
        `Via: SIP/2.0/UDP portwitness.invalid;branch=z9hG4bK${branch};rport`,
        `From: <sip:portwitness@portwitness.invalid>;tag=${tag}`,
        `To: <sip:${host}>`,
        `Call-ID: ${call}`,
        'CSeq: 1 OPTIONS',
        'Max-Forwards: 0',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
  },
  answers: (answer, asked) => {
    const call = /\r\nCall-ID: (\S+)/.exec(asked.toString('latin1'))?.[1];
    const text = answer.subarray(0, 4096).toString('latin1');
    return text.startsWith('SIP/2.0 ') && call !== undefined && text.includes(call);
  },
};
