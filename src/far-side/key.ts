import { createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What both sides share, and what is made of it: each use has a key of its own. */
export interface FarSideKey {
  /** Signs questions and proofs. */
  readonly proof: Buffer;
  /** Seals the log. */
  readonly log: Buffer;
  /** Encrypts the log on its way. */
  readonly transfer: Buffer;
  /** Tells one key from another without telling the key; hexadecimal. */
  readonly id: string;
}

const heading = 'portwitness-far-side-key-1';
const keyBytes = 32;

/** The text of a new key file. */
export function newKeyText(random: (bytes: number) => Buffer = randomBytes): string {
  return `${heading} ${random(keyBytes).toString('base64url')}\n`;
}

/** Reads a key file's text; undefined: it is none. */
export function parseKey(text: string): FarSideKey | undefined {
  const match = /^portwitness-far-side-key-1 ([A-Za-z0-9_-]{43})\s*$/.exec(text);
  if (match === null) return undefined;
  const secret = Buffer.from(match[1]!, 'base64url');
  // RFC 5869: independent keys from one secret, by their labels.
  const derive = (label: string) => Buffer.from(hkdfSync('sha256', secret, '', label, keyBytes));
  const id = createHmac('sha256', derive('key id')).update(heading).digest('hex').slice(0, 16);
  return { proof: derive('proof'), log: derive('log'), transfer: derive('transfer'), id };
}
