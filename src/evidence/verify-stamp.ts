import type { Manifest } from './manifest.ts';
import { runFiles } from './run-files.ts';
import { holdsAt, oneLine, trustAt } from './signature/chain.ts';
import { readStamp } from './signature/time-stamp.ts';
import { altered, found, type SealBytes, type SealChecked, type VerifySettings } from './verify-problem.ts';

/** When the signature, or the manifest of a run without one, is proven to have been there. */
export function checkStamp(
  bytes: Buffer,
  { timeStamp, signature }: Manifest,
  files: SealBytes,
  { anchors }: VerifySettings,
): SealChecked & { readonly at?: Date } {
  const ofSignature = signature !== null;
  const [token, other] = ofSignature
    ? [files.signatureStamp, files.manifestStamp]
    : [files.manifestStamp, files.signatureStamp];
  const [tokenFile, otherFile] = ofSignature
    ? [runFiles.signatureStamp, runFiles.manifestStamp]
    : [runFiles.manifestStamp, runFiles.signatureStamp];
  if (other !== null) return found(altered('fileAdded', { file: otherFile }));
  if (timeStamp === null || 'failed' in timeStamp)
    return token === null ? found() : found(altered('fileAdded', { file: tokenFile }));
  const { authority } = timeStamp;
  if (token === null) return found(altered('stampStripped', { authority }));
  const stamped = ofSignature ? files.signature : bytes;
  // what it is a stamp of is gone: that is told already
  if (stamped === null) return found();
  const stamp = readStamp(token, stamped);
  if (!stamp.ok)
    return found(altered(stamp.problem === 'other' ? 'stampOfOther' : 'stampForged', { authority }));
  const values = { at: stamp.at.toISOString(), subject: oneLine(stamp.signer.subject) };
  const trust =
    anchors === null
      ? holdsAt([stamp.signer], stamp.at)
      : trustAt(stamp.signer, stamp.certificates, anchors, stamp.at);
  if (!trust.trusted)
    return found(altered(trust.why === 'foreign' ? 'stampForeign' : 'stampExpired', values));
  return { problems: [], facts: [{ code: 'verifiedStamped', values }], at: stamp.at };
}
