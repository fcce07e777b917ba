import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A coordinator's or a worker's key (Ed25519), with the text that others know it by. */
export interface FleetKey {
  /** ed25519: and the public key's 32 bytes in base64url. */
  readonly text: string;
  readonly secret: KeyObject;
}

/** What stands before the 32 bytes in a SubjectPublicKeyInfo of Ed25519 (RFC 8410 section 4). */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

const prefix = 'ed25519:';

/** Reads a PEM file's text; undefined: it holds no Ed25519 key. */
export function readFleetKey(pem: string): FleetKey | undefined {
  try {
    const secret = createPrivateKey(pem);
    return secret.asymmetricKeyType === 'ed25519' ? { text: textOf(secret), secret } : undefined;
  } catch {
    return undefined; // OpenSSL says in many ways that a text is no key
  }
}

/** A new key, as the text of its file. */
export function newFleetKey(): { readonly pem: string; readonly text: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { pem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })), text: textOf(privateKey) };
}

/** The public key behind a key's text; undefined: it is none. */
export function publicKeyOf(text: string): KeyObject | undefined {
  const raw = text.startsWith(prefix) ? Buffer.from(text.slice(prefix.length), 'base64url') : undefined;
  if (raw?.length !== 32) return undefined;
  return createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: 'der', type: 'spki' });
}

function textOf(secret: KeyObject): string {
  const spki = createPublicKey(secret).export({ type: 'spki', format: 'der' });
  return `${prefix}${spki.subarray(spkiHead.length).toString('base64url')}`;
}
