import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InputError } from '../../model/mistake.ts';
import type { ReasonValues } from '../../model/reason.ts';
import { openPkcs12 } from './pkcs12.ts';
import type { SigningKey } from './sign.ts';

/** No file of keys is larger. */
const largestBytes = 1 << 20;

/** What a file of a key holds, before it is known what belongs together. */
export interface KeyMaterial {
  readonly key: KeyObject;
  readonly certificates: readonly X509Certificate[];
}

/**
 * Reads the key that signs, with its certificate, and others that lead to an authority: PEM, all in one file, or
 * PKCS#12. Throws InputError: no key, no certificate of it, a wrong passphrase, a kind that can't sign CMS.
 */
export async function readSigningKey(file: string, passphrase: string | undefined): Promise<SigningKey> {
  const refuse = (code: string, values: ReasonValues = {}, cause?: unknown): never => {
    throw new InputError([{ file, line: null, column: null, reason: { code, values } }], { cause });
  };
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) =>
    cause.code === 'ENOENT'
      ? refuse('fileMissing', {}, cause)
      : refuse('fileUnreadable', { code: cause.code ?? '?' }, cause),
  );
  if (bytes.length > largestBytes) refuse('keyUnreadable');
  const { key, certificates } = bytes.includes('-----BEGIN')
    ? openPem(bytes.toString('latin1'), passphrase, refuse)
    : await openPkcs12(bytes, passphrase, refuse);
  const kind = key.asymmetricKeyType ?? '?';
  if (kind !== 'rsa' && kind !== 'ec') refuse('keyKind', { kind });
  const certificate =
    certificates.find((found) => found.checkPrivateKey(key)) ?? refuse('keyWithoutCertificate');
  return { key, certificate, chain: certificates.filter((found) => found !== certificate) };
}

export type Refuse = (code: string, values?: ReasonValues, cause?: unknown) => never;

function openPem(text: string, passphrase: string | undefined, refuse: Refuse): KeyMaterial {
  const blocks = text.match(/-----BEGIN ([A-Z0-9 ]+)-----[^]*?-----END \1-----/g) ?? [];
  const keyBlock =
    blocks.find((block) => /^-----BEGIN (?:\w+ )*PRIVATE KEY-----/.test(block)) ??
    refuse('signingKeyMissing');
  const locked = /ENCRYPTED/.test(keyBlock);
  if (locked && passphrase === undefined) refuse('keyLocked');
  try {
    const key = createPrivateKey({ key: keyBlock, passphrase: passphrase ?? '' });
    const certificates = blocks
      .filter((block) => block.startsWith('-----BEGIN CERTIFICATE-----'))
      .map((block) => new X509Certificate(block));
    return { key, certificates };
  } catch (cause) {
    return refuse(locked ? 'keyPassphraseWrong' : 'keyUnreadable', {}, cause);
  }
}
