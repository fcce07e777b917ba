import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../model/report.ts';
import { filesOfRun, hashFile, manifestSchemaId, sha256Of, type Manifest } from './manifest.ts';
import { runFiles, unfinished } from './run-files.ts';
import type { RunLink } from './settings.ts';
import { jsonText, writeWhole } from './whole-file.ts';

/** Signs bytes: a detached CMS signature, DER. */
export interface Signer {
  /** Of the certificate, for people. */
  readonly subject: string;
  /** Hexadecimal SHA-256 of the certificate's DER. */
  readonly certificate: string;
  readonly sign: (bytes: Uint8Array, now: Date) => Uint8Array;
}

/** Has a time stamped on bytes by somebody else: an RFC 3161 token, DER. */
export interface Stamper {
  /** Where the authority is. */
  readonly authority: string;
  readonly stamp: (bytes: Uint8Array) => Promise<Uint8Array>;
}

export interface Sealing {
  readonly signer?: Signer | undefined;
  readonly stamper?: Stamper | undefined;
  /** Runs that are removed on purpose when this one is sealed, older than is kept. */
  readonly retired?: readonly RunLink[] | undefined;
  readonly now: () => Date;
}

/**
 * Seals a run's folder: the hash of each file in a manifest, its signature, its time stamp. The manifest comes last;
 * until then the run has not ended. An authority that does not answer ends no run: the manifest keeps the failure,
 * and it is answered.
 */
export async function sealRun(
  folder: string,
  report: Pick<Report, 'run' | 'site' | 'outcome'>,
  before: readonly RunLink[],
  sealing: Sealing,
): Promise<{ readonly stampFailure: string | null }> {
  const base = await describeRun(folder, report, before, sealing);
  const { stamper } = sealing;
  const stampFile = sealing.signer === undefined ? runFiles.manifestStamp : runFiles.signatureStamp;
  if (stamper === undefined) {
    await writeSeal(folder, sealed({ ...base, timeStamp: null }, sealing));
    return { stampFailure: null };
  }
  const { authority } = stamper;
  // Announced in what is signed, so that it can't be taken away unseen; without it, all is made once more.
  const announced = sealed({ ...base, timeStamp: { file: stampFile, authority } }, sealing);
  try {
    const token = await stamper.stamp(announced.at(-1)!.bytes);
    await writeSeal(folder, [...announced, { file: stampFile, bytes: token }]);
    return { stampFailure: null };
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error);
    await writeSeal(folder, sealed({ ...base, timeStamp: { failed, authority } }, sealing));
    return { stampFailure: failed };
  }
}

interface SealFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

async function describeRun(
  folder: string,
  { run, site, outcome }: Pick<Report, 'run' | 'site' | 'outcome'>,
  before: readonly RunLink[],
  { signer, retired = [] }: Sealing,
): Promise<Omit<Manifest, 'timeStamp'>> {
  const files: Manifest['files'] = [];
  for (const { path } of await filesOfRun(folder)) {
    if (path.endsWith(unfinished)) await rm(join(folder, path));
    else files.push({ path, ...(await hashFile(join(folder, path))) });
  }
  return {
    schema: manifestSchemaId,
    run: {
      id: run.id,
      site: site.name,
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
      complete: run.complete,
      outcome,
    },
    files,
    before: [...before],
    retired: [...retired],
    signature:
      signer === undefined
        ? null
        : { file: runFiles.signature, subject: signer.subject, certificate: signer.certificate },
  };
}

/** The manifest, and its signature where there is a signer. */
function sealed(manifest: Manifest, { signer, now }: Sealing): SealFile[] {
  const bytes = Buffer.from(jsonText(manifest));
  const whole = { file: runFiles.manifest, bytes };
  return signer === undefined
    ? [whole]
    : [whole, { file: runFiles.signature, bytes: signer.sign(bytes, now()) }];
}

async function writeSeal(folder: string, [manifest, ...others]: readonly SealFile[]): Promise<void> {
  const all = [manifest!, ...others];
  const digests = all.map(({ file, bytes }) => `${sha256Of(bytes)}  ${file}\n`);
  for (const { file, bytes } of others) await writeWhole(join(folder, file), bytes);
  await writeWhole(join(folder, runFiles.digests), digests);
  await writeWhole(join(folder, manifest!.file), manifest!.bytes);
}
