import { join } from 'node:path';
import { sha256Of, type Manifest } from './manifest.ts';
import { runFiles } from './run-files.ts';
import {
  altered,
  type Problem,
  type SealBytes,
  type SealChecked,
  type VerifySettings,
} from './verify-problem.ts';
import { readRegular } from './whole-file.ts';
import { checkSigner } from './verify-signature.ts';
import { checkStamp } from './verify-stamp.ts';

/**
 * Checks what seals a manifest: its hash, its signature, its time stamp. `manifest` null: its bytes are none, and
 * only whether they were hashed so can be said.
 */
export async function checkSeal(
  path: string,
  bytes: Buffer,
  manifest: Manifest | null,
  settings: VerifySettings,
): Promise<SealChecked> {
  const files = await sealFilesIn(path);
  const digests = checkDigests(bytes, manifest, files);
  if (manifest === null) return { problems: digests, facts: [] };
  const stamp = checkStamp(bytes, manifest, files, settings);
  const signature = checkSigner(bytes, manifest, files, stamp.at, settings);
  return {
    problems: [...digests, ...signature.problems, ...stamp.problems],
    facts: [...signature.facts, ...stamp.facts],
  };
}

async function sealFilesIn(path: string): Promise<SealBytes> {
  const bytesOf = (name: string) => readRegular(join(path, name));
  return {
    digests: await bytesOf(runFiles.digests),
    signature: await bytesOf(runFiles.signature),
    signatureStamp: await bytesOf(runFiles.signatureStamp),
    manifestStamp: await bytesOf(runFiles.manifestStamp),
  };
}

/** The list is made anew: any difference is one in a file that it names, or in itself. */
function checkDigests(bytes: Buffer, manifest: Manifest | null, files: SealBytes): Problem[] {
  if (files.digests === null) return [altered('fileGone', { file: runFiles.digests })];
  const all = [
    { file: runFiles.manifest, bytes },
    { file: runFiles.signature, bytes: files.signature },
    { file: runFiles.signatureStamp, bytes: files.signatureStamp },
    { file: runFiles.manifestStamp, bytes: files.manifestStamp },
  ];
  const there = all.flatMap(({ file, bytes }) =>
    bytes === null ? [] : [{ file, line: `${sha256Of(bytes)}  ${file}\n` }],
  );
  // a signature or a stamp that was taken away is told by itself
  const gone = announced(manifest).filter((file) => !there.some((found) => found.file === file));
  const written = files.digests
    .toString('latin1')
    .split(/(?<=\n)/)
    .filter((line) => !gone.some((file) => line.endsWith(`  ${file}\n`)))
    .join('');
  if (written === there.map(({ line }) => line).join('')) return [];
  const unlike = there.filter(({ line }) => !written.includes(line));
  if (unlike.length === 0) return [altered('digestsAltered', { file: runFiles.digests })];
  return unlike.map(({ file }) => altered('digestOther', { file, digests: runFiles.digests }));
}

function announced(manifest: Manifest | null): string[] {
  const { signature, timeStamp } = manifest ?? { signature: null, timeStamp: null };
  return [
    ...(signature === null ? [] : [signature.file]),
    ...(timeStamp === null || 'failed' in timeStamp ? [] : [timeStamp.file]),
  ];
}
