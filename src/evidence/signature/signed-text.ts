import { sign, verify } from 'node:crypto';
import * as z from 'zod';
import { publicKeyOf, type FleetKey } from './fleet-key.ts';

/** A text with a signature over its very bytes: those are what is parsed afterwards. */
export interface SignedText {
  readonly text: string;
  /** The signer's public key, as `FleetKey.text`. */
  readonly key: string;
  /** Base64. */
  readonly signature: string;
}

export const signedText = z.object({ text: z.string(), key: z.string(), signature: z.string() });

/** What a text is for: a slice can't be shown as the result of one. */
export type Purpose = 'slice' | 'slice-result';

export function signText(purpose: Purpose, text: string, key: FleetKey): SignedText {
  return {
    text,
    key: key.text,
    signature: sign(null, signedBytes(purpose, text), key.secret).toString('base64'),
  };
}

/** Whether one of these keys signed the text for this purpose. */
export function isSignedBy(
  purpose: Purpose,
  { text, key, signature }: SignedText,
  keys: readonly string[],
): boolean {
  const known = keys.includes(key) ? publicKeyOf(key) : undefined;
  return (
    known !== undefined && verify(null, signedBytes(purpose, text), known, Buffer.from(signature, 'base64'))
  );
}

function signedBytes(purpose: Purpose, text: string): Buffer {
  return Buffer.from(`portwitness/${purpose}/1\n${text}`);
}
