import type { X509Certificate } from 'node:crypto';
import { sha256Of, type Manifest } from './manifest.ts';
import { runFiles } from './run-files.ts';
import { holdsAt, oneLine, trustAt, type Trust } from './signature/chain.ts';
import { checkSignature, readSignedData } from './signature/cms.ts';
import {
  altered,
  found,
  undecidable,
  type Problem,
  type SealBytes,
  type SealChecked,
  type VerifySettings,
} from './verify-problem.ts';

/**
 * Who signed a manifest, and whether the reader trusts them. `stampedAt`: a moment when the signature is proven to
 * have been there; without one, the run's own word counts, as long as the certificate holds.
 */
export function checkSigner(
  bytes: Buffer,
  { signature: announced, run }: Manifest,
  { signature }: SealBytes,
  stampedAt: Date | undefined,
  { anchors, now }: VerifySettings,
): SealChecked {
  if (signature === null && announced !== null)
    return found(altered('signatureStripped', { subject: announced.subject }));
  if (signature === null) {
    if (anchors !== null) return found(undecidable('signatureNone'));
    return { problems: [], facts: [{ code: 'verifiedUnsigned', values: {} }] };
  }
  if (announced === null) return found(altered('fileAdded', { file: runFiles.signature }));
  const signed = readSignedData(signature);
  const checked = signed && checkSignature(signed, bytes);
  if (checked === undefined || (!checked.ok && checked.problem === 'unknown'))
    return found(altered('signatureUnreadable'));
  if (!checked.ok) return found(altered('signatureForged'));
  const { signer, signedAt } = checked;
  const subject = oneLine(signer.subject);
  if (sha256Of(signer.raw) !== announced.certificate)
    return found(altered('signatureByOther', { subject, announced: announced.subject }));
  const at = stampedAt ?? new Date(signedAt ?? run.finishedAt);
  const trust = anchors === null ? holdsAt([signer], at) : trustAt(signer, signed!.certificates, anchors, at);
  if (!trust.trusted) return found(untrusted(trust, subject));
  if (stampedAt === undefined) {
    const today = holdsAt([signer], now);
    if (!today.trusted && today.why === 'expired')
      return found(undecidable('signatureExpiredSince', { subject, day: today.day }));
  }
  return { problems: [], facts: [factOf(signer, anchors)] };
}

function untrusted(trust: Extract<Trust, { trusted: false }>, subject: string): Problem {
  if (trust.why === 'foreign') return altered('signatureForeign', { subject });
  const code = trust.why === 'expired' ? 'signatureExpired' : 'signatureNotYet';
  return altered(code, { subject: trust.subject, day: trust.day });
}

function factOf({ subject }: X509Certificate, anchors: VerifySettings['anchors']) {
  const code = anchors === null ? 'verifiedSignedUnanchored' : 'verifiedSigned';
  return { code, values: { subject: oneLine(subject) } };
}
