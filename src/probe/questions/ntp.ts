import type { UdpQuestion } from './question.ts';

const [clientVersion4, serverMode] = [0x23, 4];
const [originTimestamp, transmitTimestamp] = [24, 40];

/** The time, as a client asks (RFC 5905, section 7.3); a random transmit time comes back as the origin. */
export const ntp: UdpQuestion = {
  name: 'ntp',
  ports: [123],
  ask: (random) => {
    const message = Buffer.alloc(48);
    message[0] = clientVersion4;
    message.set(random(8), transmitTimestamp);
    return message;
  },
  answers: (answer, asked) =>
    answer.length >= 48 &&
    (answer[0]! & 7) === serverMode &&
    answer
      .subarray(originTimestamp, originTimestamp + 8)
      .equals(asked.subarray(transmitTimestamp, transmitTimestamp + 8)),
};
