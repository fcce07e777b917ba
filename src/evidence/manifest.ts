import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { runFiles, sealFiles, unfinished } from './run-files.ts';
import { runLinkSchema } from './settings.ts';

export const manifestSchemaId = 'portwitness/manifest/1';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a run's folder holds, by hash; the bytes of this file are what is signed. */
export const manifestSchema = z.object({
  schema: z.literal(manifestSchemaId),
  run: z.object({
    id: z.string().min(1),
    site: z.string(),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime(),
    complete: z.boolean(),
    outcome: z.enum(['compliant', 'nonCompliant', 'inconclusive']),
  }),
  files: z.array(z.object({ path: z.string().min(1), bytes: z.int().nonnegative(), sha256 })),
  /** The runs before: one that is not there any more was removed. */
  before: z.array(runLinkSchema),
  /** Runs that were removed on purpose, since they were older than is kept. */
  retired: z.array(runLinkSchema),
  /** Who signed; null: nobody. A signature that is announced here and missing was stripped. */
  signature: z.object({ file: z.string(), subject: z.string(), certificate: sha256 }).nullable(),
  /** Who stamped the time; a failure is kept too. */
  timeStamp: z
    .union([
      z.object({ file: z.string(), authority: z.string() }),
      z.object({ failed: z.string(), authority: z.string() }),
    ])
    .nullable(),
});

export type Manifest = z.infer<typeof manifestSchema>;

export type ManifestFile = Manifest['files'][number];

/** Every file below a run's folder that its manifest speaks of, with `/` between folders, sorted. Links are told apart. */
export async function filesOfRun(
  folder: string,
  below = '',
): Promise<{ readonly path: string; readonly regular: boolean }[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const found: { path: string; regular: boolean }[] = [];
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (below === '' && isOutside(entry.name)) continue;
    if (entry.isDirectory()) found.push(...(await filesOfRun(folder, path)));
    else found.push({ path, regular: entry.isFile() });
  }
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** What seals a run, and what says that somebody works in its folder. */
function isOutside(name: string): boolean {
  return sealFiles.has(name.replace(unfinished, '')) || name.startsWith(`${runFiles.running}.`);
}

/** Bytes and hash of a file, read as a stream: observations may be large. */
export async function hashFile(file: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
