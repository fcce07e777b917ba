import type { UdpQuestion } from './question.ts';

/** The name servers of the root, without recursion: a server that refuses to tell says so (RFC 1035, section 4). */
export const dns: UdpQuestion = {
  name: 'dns',
  ports: [53],
  ask: (random) => {
    const message = Buffer.alloc(17);
    message.set(random(2), 0);
    message.writeUInt16BE(1, 4); // one question: the root, NS, IN
    message.writeUInt16BE(2, 13);
    message.writeUInt16BE(1, 15);
    return message;
  },
  answers: (answer, asked) =>
    answer.length >= 12 && answer.subarray(0, 2).equals(asked.subarray(0, 2)) && (answer[2]! & 0x80) !== 0,
};
