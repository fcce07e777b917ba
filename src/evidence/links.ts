import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { manifestSchema, sha256Of, type Manifest } from './manifest.ts';
import { runFiles } from './run-files.ts';
import { runSettingsSchema, type RunLink, type RunSettings } from './settings.ts';
import { readRegular } from './whole-file.ts';

/** A run's folder beside others, as far as its files can be read. */
export interface RunBeside {
  readonly folder: string;
  readonly path: string;
  readonly settings: RunSettings | null;
  /** null: it has not ended, or its manifest is broken. */
  readonly manifest: { readonly content: Manifest; readonly sha256: string } | null;
}

/** The folder that holds a run's folder: the runs in it are linked to each other. */
export function baseOf(run: string): string {
  return dirname(resolve(run));
}

/** Every folder of a base that looks like a run's, by name. A base that is not there holds none. */
export async function runsIn(base: string): Promise<RunBeside[]> {
  const entries = await readdir(base, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const runs: RunBeside[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    // links lead out of the base: they are not followed
    if (!entry.isDirectory()) continue;
    const run = await runAt(join(base, entry.name));
    if (run.settings !== null || run.manifest !== null) runs.push(run);
  }
  return runs;
}

/** What a folder says of the run in it. Whatever can't be read is null: a broken neighbour ends no run. */
export async function runAt(path: string): Promise<RunBeside> {
  // without a line in its journal it never began: nothing was sent, and it may be thrown away
  const journal = await lstat(join(path, runFiles.journal)).catch(() => null);
  const began = journal !== null && journal.size > 0;
  const settings = began ? await decodedFile(join(path, runFiles.settings), runSettingsSchema) : null;
  const manifest = await decodedFile(join(path, runFiles.manifest), manifestSchema);
  return {
    folder: basename(path),
    path,
    settings: settings?.content ?? null,
    manifest,
  };
}

/**
 * The runs of a site that no other one followed: those that a new run follows. Two of them ran at the same time,
 * or one did not end. The wall clock has no say: it may have been set back.
 */
export function headsOf(runs: readonly RunBeside[], site: string): RunLink[] {
  const ofSite = runs.filter((run) => siteOf(run) === site);
  // A run that was followed before it ended, and ended later, is followed once more: now its manifest is known.
  const followed = new Set(ofSite.flatMap((run) => linksOf(run).map(linkKey)));
  return ofSite.map(linkTo).filter((link) => !followed.has(linkKey(link)));
}

function linkKey({ run, manifest }: RunLink): string {
  return `${run} ${manifest ?? ''}`;
}

export function linkTo(run: RunBeside): RunLink {
  return { run: idOf(run) ?? run.folder, folder: run.folder, manifest: run.manifest?.sha256 ?? null };
}

export function idOf({ manifest, settings }: RunBeside): string | undefined {
  return manifest?.content.run.id ?? settings?.run;
}

export function linksOf({ manifest, settings }: RunBeside): readonly RunLink[] {
  return manifest?.content.before ?? settings?.before ?? [];
}

export function siteOf({ manifest, settings }: RunBeside): string | undefined {
  return manifest?.content.run.site ?? settings?.siteName;
}

async function decodedFile<T>(
  file: string,
  schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false } },
): Promise<{ content: T; sha256: string } | null> {
  const bytes = await readRegular(file);
  if (bytes === null) return null;
  try {
    const decoded = schema.safeParse(JSON.parse(bytes.toString()));
    return decoded.success ? { content: decoded.data, sha256: sha256Of(bytes) } : null;
  } catch {
    return null;
  }
}
