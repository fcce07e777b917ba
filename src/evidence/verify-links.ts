import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { baseOf, idOf, runsIn, siteOf, type RunBeside } from './links.ts';
import { sha256Of, type Manifest } from './manifest.ts';
import { runFiles } from './run-files.ts';
import type { RunLink } from './settings.ts';
import { readRegular } from './whole-file.ts';
import { altered, undecidable, type Problem } from './verify-problem.ts';

/**
 * Runs that should stand beside this one and don't, or were changed since: those that it followed, and itself as
 * those that followed it knew it. A run alone in its folder can't tell whether the ones before were removed.
 */
export async function unlinked(path: string, manifest: Manifest): Promise<Problem[]> {
  const own = resolve(path);
  const beside = (await runsIn(baseOf(own))).filter((run) => siteOf(run) === manifest.run.site);
  const others = beside.filter((run) => resolve(run.path) !== own);
  const problems: Problem[] = [];
  for (const link of manifest.before) {
    const found = others.find((run) => idOf(run) === link.run);
    if (found !== undefined) {
      if (!(await isAsLinked(found, link)))
        problems.push(altered('beforeAltered', { run: link.run, folder: found.folder }));
    } else if (!isRetired(link, [manifest, ...others.flatMap((run) => run.manifest?.content ?? [])])) {
      const values = { run: link.run, folder: link.folder };
      problems.push(others.length > 0 ? altered('beforeGone', values) : undecidable('beforeNotHere', values));
    }
  }
  const self = beside.find((run) => resolve(run.path) === own);
  for (const run of others) {
    const link = run.manifest?.content.before.find((link) => link.run === manifest.run.id);
    if (link !== undefined && self !== undefined && !(await isAsLinked(self, link)))
      problems.push(altered('knownOtherwise', { run: idOf(run) ?? run.folder }));
  }
  return problems;
}

/** A run that was interrupted, followed, and gone on with, keeps the manifest that it was followed by. */
async function isAsLinked({ path, manifest }: RunBeside, link: RunLink): Promise<boolean> {
  if (link.manifest === null || manifest?.sha256 === link.manifest) return true;
  const earlier = (await readdir(path)).filter((name) => /^earlier-\d+$/.test(name));
  for (const name of earlier) {
    const bytes = await readRegular(join(path, name, runFiles.manifest));
    if (bytes !== null && sha256Of(bytes) === link.manifest) return true;
  }
  return false;
}

function isRetired({ run }: RunLink, manifests: readonly Manifest[]): boolean {
  return manifests.some(({ retired }) => retired.some((link) => link.run === run));
}
