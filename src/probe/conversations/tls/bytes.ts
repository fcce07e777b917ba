import { BrokenConversation } from '../broken.ts';

/** Big-endian numbers and length-prefixed vectors, as TLS writes them (RFC 8446 section 3). */

export function uint(value: number, size: 1 | 2 | 3): Buffer {
  // of Node's pool: memory of its own costs more than all else here
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
}

/** Two bytes each. */
export function uint16s(values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(2 * values.length);
  values.forEach((value, i) => bytes.writeUInt16BE(value, 2 * i));
  return bytes;
}

/** A vector: its length in `size` bytes, then its parts. */
export function vector(size: 1 | 2 | 3, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([uint(content.length, size), content]);
}

/** Walks a message; each step past its end is a `malformed` break, never a read of other memory. */
export class Cursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  take(count: number): Buffer {
    if (count > this.left) throw new BrokenConversation('tls', 'malformed', 'a message ends too early');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  uint(size: 1 | 2 | 3): number {
    return this.take(size).readUIntBE(0, size);
  }

  vector(size: 1 | 2 | 3): Cursor {
    return new Cursor(this.take(this.uint(size)));
  }

  rest(): Buffer {
    return this.take(this.left);
  }
}
