import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KeyMaterial, Refuse } from './signing-key.ts';

/**
 * Opens a PKCS#12 file. node-forge opens it; it knows keys of RSA alone, so that the key leaves it as the bytes
 * that they are, and Node makes of them what it is.
 */
export async function openPkcs12(
  bytes: Buffer,
  passphrase: string | undefined,
  refuse: Refuse,
): Promise<KeyMaterial> {
  const { default: forge } = await import('node-forge');
  const { asn1, pkcs12, pki } = forge;
  try {
    const store = pkcs12.pkcs12FromAsn1(asn1.fromDer(bytes.toString('binary')), passphrase ?? '');
    const bags = store.safeContents.flatMap(({ safeBags }) => safeBags);
    const derOf = (value: unknown): Buffer => Buffer.from(asn1.toDer(value as never).getBytes(), 'binary');
    const keyBag = bags.find(
      ({ type }) => type === pki.oids['pkcs8ShroudedKeyBag'] || type === pki.oids['keyBag'],
    );
    if (keyBag === undefined) return refuse('signingKeyMissing');
    const pkcs8 = keyBag.key ? pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(keyBag.key)) : keyBag.asn1;
    const certificates = bags
      .filter(({ type }) => type === pki.oids['certBag'])
      .map(({ cert, asn1: plain }) => new X509Certificate(derOf(cert ? pki.certificateToAsn1(cert) : plain)));
    return {
      key: createPrivateKey({ key: derOf(pkcs8), format: 'der', type: 'pkcs8' }),
      certificates,
    };
  } catch (cause) {
    const wrong = cause instanceof Error && /MAC could not be verified|password/i.test(cause.message);
    if (!wrong) return refuse('keyUnreadable', {}, cause);
    return refuse(passphrase === undefined ? 'keyLocked' : 'keyPassphraseWrong', {}, cause);
  }
}
