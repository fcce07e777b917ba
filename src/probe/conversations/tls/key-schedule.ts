import { createDecipheriv, createHash, createHmac } from 'node:crypto';
import { BrokenConversation } from '../broken.ts';
import { uint, vector } from './bytes.ts';

/** What a TLS 1.3 cipher suite is made of. */
export interface Suite {
  readonly hash: 'sha256' | 'sha384';
  readonly aead: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305';
  readonly keyLength: 16 | 32;
}

export const suites: Readonly<Record<number, Suite>> = {
  0x1301: { hash: 'sha256', aead: 'aes-128-gcm', keyLength: 16 },
  0x1302: { hash: 'sha384', aead: 'aes-256-gcm', keyLength: 32 },
  0x1303: { hash: 'sha256', aead: 'chacha20-poly1305', keyLength: 32 },
};

/** Opens the records of the server's half of a TLS 1.3 handshake, in the order received. */
export type RecordOpener = (
  header: Buffer,
  sealed: Buffer,
) => { readonly type: number; readonly content: Buffer };

/**
 * The keys of the server's handshake records, from the agreed secret and the transcript up to ServerHello
 * (RFC 8446 section 7.1 and 5.2).
 */
export function serverHandshakeOpener(
  suite: Suite,
  shared: Buffer,
  transcript: readonly Buffer[],
): RecordOpener {
  const size = suite.hash === 'sha256' ? 32 : 48;
  const empty = createHash(suite.hash).digest();
  const early = extract(suite.hash, Buffer.alloc(size), Buffer.alloc(size));
  const handshake = extract(suite.hash, expand(suite.hash, early, 'derived', empty, size), shared);
  const digest = createHash(suite.hash).update(Buffer.concat(transcript)).digest();
  const traffic = expand(suite.hash, handshake, 's hs traffic', digest, size);
  const key = expand(suite.hash, traffic, 'key', Buffer.alloc(0), suite.keyLength);
  const iv = expand(suite.hash, traffic, 'iv', Buffer.alloc(0), 12);
  let sequence = 0;
  return (header, sealed) => unseal(suite, key, nonce(iv, sequence++), header, sealed);
}

function unseal(
  suite: Suite,
  key: Buffer,
  iv: Buffer,
  header: Buffer,
  sealed: Buffer,
): { type: number; content: Buffer } {
  if (sealed.length < 17) throw new BrokenConversation('tls', 'malformed', 'a sealed record is too short');
  const decipher = createDecipheriv(suite.aead as 'aes-128-gcm', key, iv, { authTagLength: 16 });
  decipher.setAAD(header, { plaintextLength: sealed.length - 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    const inner = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    // The last byte that is not zero is the true type; zeros behind it are padding.
    let end = inner.length - 1;
    while (end >= 0 && inner[end] === 0) end--;
    if (end < 0) throw new BrokenConversation('tls', 'malformed', 'a record without content');
    return { type: inner[end]!, content: inner.subarray(0, end) };
  } catch (cause) {
    if (cause instanceof BrokenConversation) throw cause;
    throw new BrokenConversation('tls', 'malformed', 'a record does not open with the agreed key', { cause });
  }
}

function nonce(iv: Buffer, sequence: number): Buffer {
  const bytes = Buffer.from(iv);
  bytes.writeUInt32BE((bytes.readUInt32BE(8) ^ sequence) >>> 0, 8);
  return bytes;
}

function extract(hash: Suite['hash'], salt: Buffer, secret: Buffer): Buffer {
  return createHmac(hash, salt).update(secret).digest();
}

/** HKDF-Expand-Label; no output here is longer than one hash. */
function expand(hash: Suite['hash'], secret: Buffer, label: string, context: Buffer, length: number): Buffer {
  const info = Buffer.concat([uint(length, 2), vector(1, Buffer.from(`tls13 ${label}`)), vector(1, context)]);
  return createHmac(hash, secret)
    .update(Buffer.concat([info, Buffer.from([1])]))
    .digest()
    .subarray(0, length);
}
