import type { UdpQuestion } from './question.ts';

const [bindingRequest, bindingSuccess, bindingError] = [0x0001, 0x0101, 0x0111];
const magicCookie = 0x2112a442;

/** A binding request (RFC 8489, section 6), which TURN servers answer too. */
export const stun: UdpQuestion = {
  name: 'stun',
  ports: [3478, 3479],
  ask: (random) => {
    const message = Buffer.alloc(20);
    message.writeUInt16BE(bindingRequest, 0);
    message.writeUInt32BE(magicCookie, 4);
    message.set(random(12), 8);
    return message;
  },
  answers: (answer, asked) =>
    answer.length >= 20 &&
    [bindingSuccess, bindingError].includes(answer.readUInt16BE(0)) &&
    answer.subarray(4, 20).equals(asked.subarray(4, 20)),
};
