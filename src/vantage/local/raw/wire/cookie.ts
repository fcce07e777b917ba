/** Eight random 32-bit words: two for each of the four rounds. A volley has a key of its own. */
export type CookieKey = Uint32Array;

export const cookieKeyWords = 8;

/**
 * The sequence number that asks for this position: a keyed permutation of all 32-bit numbers (a Feistel
 * network), so that the answer's acknowledgement tells which position it answers, and who has not seen the
 * packet has one chance in 2^32 to invent an acknowledgement that means a given port.
 */
export function sealPosition(key: CookieKey, position: number): number {
  let left = position >>> 16;
  let right = position & 0xffff;
  for (let word = 0; word < cookieKeyWords; word += 2) {
    const next = left ^ mix(right, key[word]!, key[word + 1]!);
    left = right;
    right = next;
  }
  return ((left << 16) | right) >>> 0;
}

/** The position that this sequence number stands for. Any number stands for one: the caller looks whether it was asked. */
export function unsealPosition(key: CookieKey, sequence: number): number {
  let left = sequence >>> 16;
  let right = sequence & 0xffff;
  for (let word = cookieKeyWords - 2; word >= 0; word -= 2) {
    const before = right ^ mix(left, key[word]!, key[word + 1]!);
    right = left;
    left = before;
  }
  return ((left << 16) | right) >>> 0;
}

// Multiplications and shifts as in the finalizers of common 32-bit hashes: every key bit reaches every output bit.
function mix(half: number, key: number, more: number): number {
  let mixed = Math.imul(half ^ key, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13) ^ more, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x27d4eb2f);
  return (mixed ^ (mixed >>> 15)) & 0xffff;
}
