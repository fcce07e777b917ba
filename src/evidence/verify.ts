import { join } from 'node:path';
import type { Reason } from '../model/reason.ts';
import { filesOfRun, hashFile, manifestSchema, type Manifest } from './manifest.ts';
import { runFiles } from './run-files.ts';
import { unlinked } from './verify-links.ts';
import { altered, undecidable, type Problem, type VerifySettings } from './verify-problem.ts';
import { checkSlices } from './verify-slices.ts';
import { readRegular } from './whole-file.ts';
import { checkSeal } from './verify-seal.ts';

/** Whether a run's folder is as it was sealed. */
export interface Verification {
  readonly verdict: 'intact' | 'altered' | 'undecidable';
  /** What was changed, or why nothing can be said. */
  readonly problems: readonly Problem[];
  /** What the reader may rely on: how many files, who signed, when it was stamped. */
  readonly facts: readonly Reason[];
  readonly manifest: Manifest | null;
}

/**
 * Checks a run's folder offline: its files against the manifest, the manifest against its hash, its signature and
 * its time stamp, and the runs before it against what it says of them.
 */
export async function verifyRun(path: string, settings: VerifySettings): Promise<Verification> {
  const bytes = await readRegular(join(path, runFiles.manifest));
  if (bytes === null) return concluded([await unsealed(path)], [], null);
  const manifest = decodeManifest(bytes);
  const seal = await checkSeal(path, bytes, manifest, settings);
  if (manifest === null) return concluded([altered('manifestBroken'), ...seal.problems], [], null);
  const slices = await checkSlices(path);
  const problems = [
    ...(await changedFiles(path, manifest)),
    ...seal.problems,
    ...slices.problems,
    ...(await unlinked(path, manifest)),
  ];
  const files = { code: 'verifiedFiles', values: { files: manifest.files.length } };
  return concluded(problems, [files, ...slices.facts, ...seal.facts], manifest);
}

function concluded(
  problems: readonly Problem[],
  facts: readonly Reason[],
  manifest: Manifest | null,
): Verification {
  const verdict = problems.some(({ means }) => means === 'altered')
    ? 'altered'
    : problems.length > 0
      ? 'undecidable'
      : 'intact';
  return { verdict, problems, facts, manifest };
}

/** A run that was killed has no manifest, nor what belongs to one; where that is left, it was taken away. */
async function unsealed(path: string): Promise<Problem> {
  const digests = await readRegular(join(path, runFiles.digests));
  const journal = await readRegular(join(path, runFiles.journal));
  if (journal === null) return undecidable('runFolderMissing');
  const ended = journal.toString().trimEnd().split('\n').at(-1)!.startsWith('{"kind":"ended"');
  // it is written before the manifest: a kill between the two leaves it, too
  return digests !== null && ended ? undecidable('manifestMissing') : undecidable('runNotSealed');
}

function decodeManifest(bytes: Buffer): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return null;
  }
}

async function changedFiles(path: string, manifest: Manifest): Promise<Problem[]> {
  const there = new Map((await filesOfRun(path)).map((file) => [file.path, file]));
  const problems: Problem[] = [];
  for (const { path: file, bytes, sha256 } of manifest.files) {
    const found = there.get(file);
    there.delete(file);
    if (found === undefined) problems.push(altered('fileGone', { file }));
    else if (!found.regular) problems.push(altered('fileNoFile', { file }));
    else {
      const now = await hashFile(join(path, file)).catch(() => null);
      if (now?.sha256 !== sha256)
        problems.push(altered('fileAltered', { file, was: bytes, is: now?.bytes ?? 0 }));
    }
  }
  return [...problems, ...[...there.keys()].map((file) => altered('fileAdded', { file }))];
}
