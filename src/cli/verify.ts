import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runsIn } from '../evidence/links.ts';
import { runFiles } from '../evidence/run-files.ts';
import { verifyRun, type Verification } from '../evidence/verify.ts';
import { InputError } from '../model/mistake.ts';
import { cleanTerminal } from '../report/clean.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { writeText } from './output.ts';
import type { Session } from './session.ts';

/** Of many changed files the first ones are named. */
const problemsShown = 5;

/** Verifies a run's folder, or each run in a folder of runs, and says in a line each what was changed. */
export async function verifyRuns(
  path: string,
  ca: string | undefined,
  session: Session,
): Promise<ExitStatus> {
  const anchors = ca === undefined ? null : await readAnchors(ca);
  const runs = await runsAt(path);
  const found: Verification[] = [];
  for (const run of runs) {
    const verification = await verifyRun(run, { anchors, now: session.world.now() });
    found.push(verification);
    await writeText(`${verificationLine(run, verification, session)}\n`, session);
  }
  if (found.some(({ verdict }) => verdict === 'altered')) return exitStatus.nonCompliant;
  return found.every(({ verdict }) => verdict === 'intact') ? exitStatus.compliant : exitStatus.inconclusive;
}

function verificationLine(run: string, { verdict, problems, facts }: Verification, session: Session): string {
  const { say, colours } = session;
  const { red, green, yellow } = colours.stdout;
  const colour = { intact: green, altered: red, undecidable: yellow }[verdict];
  const word = {
    intact: say('verifyIntact'),
    altered: say('verifyAltered'),
    undecidable: say('verifyUndecidable'),
  }[verdict];
  const shown = problems.length === 0 ? facts : problems.slice(0, problemsShown);
  const sentences = shown.map(({ code, values }) => say(code, values));
  const more = problems.length - problemsShown;
  if (more > 0) sentences.push(say('verifyMore', { count: more }));
  return `${cleanTerminal(run)}: ${colour(word)}: ${cleanTerminal(sentences.join('; '))}`;
}

/** A folder of runs, or the one that was named, whatever is left of it. */
async function runsAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isDirectory()) throw refuse(path, 'runFolderMissing');
  for (const name of [runFiles.manifest, runFiles.journal, runFiles.settings]) {
    if ((await stat(join(path, name)).catch(() => null)) !== null) return [path];
  }
  const runs = await runsIn(path);
  if (runs.length === 0) throw refuse(path, 'runFolderMissing');
  return runs.map((run) => run.path);
}

async function readAnchors(file: string): Promise<X509Certificate[]> {
  const text = await readFile(file, 'latin1').catch((cause: unknown) => {
    throw refuse(file, 'fileMissing', cause);
  });
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length > 0) return blocks.map((block) => new X509Certificate(block));
  } catch (cause) {
    throw refuse(file, 'anchorsUnreadable', cause);
  }
  throw refuse(file, 'anchorsUnreadable');
}

function refuse(file: string, code: string, cause?: unknown): InputError {
  return new InputError([{ file, line: null, column: null, reason: { code, values: {} } }], { cause });
}
