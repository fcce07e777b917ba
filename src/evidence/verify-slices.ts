import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { InputError } from '../model/mistake.ts';
import { readJsonLines } from './json-lines.ts';
import { runFiles } from './run-files.ts';
import { isSignedBy, signedText } from './signature/signed-text.ts';
import { altered, found, undecidable, type Problem, type SealChecked } from './verify-problem.ts';
import { jsonLine } from './whole-file.ts';

const record = z.looseObject({
  kind: z.literal('slice'),
  vantage: z.string(),
  slice: z.int().nullable(),
  order: z.string().nullable(),
  standing: z.string(),
  result: signedText.optional(),
});

/** As far as it matters here: what a worker signed it saw. */
const result = z.looseObject({
  order: z.string(),
  vantage: z.string(),
  shown: z.array(z.array(z.unknown())),
});

const workersOf = z.looseObject({
  site: z.looseObject({
    vantages: z.record(z.string(), z.looseObject({ workers: z.array(z.string()).optional() })),
  }),
});

/**
 * Whether what workers are said to have seen is what they signed: each answer by a key that the site named then, and
 * each observation of their vantages in one of those answers. Says nothing of a run without workers.
 */
export async function checkSlices(path: string): Promise<SealChecked> {
  const file = join(path, runFiles.slices);
  const keys = await keysIn(path);
  if (keys.size === 0) return { problems: [], facts: [] };
  const isThere = await lstat(file).then(
    (seen) => seen.isFile(),
    () => false,
  );
  try {
    return isThere ? compare(path, file, keys) : found(...unsigned(path, keys, new Map()));
  } catch (error) {
    if (error instanceof InputError) return found(altered('slicesBroken', { file: runFiles.slices }));
    throw error;
  }
}

type Keys = ReadonlyMap<string, readonly string[]>;

/** The workers' keys of each vantage that has some, as the run's own copy of the site names them. */
async function keysIn(path: string): Promise<Keys> {
  const text = await readFile(join(path, runFiles.used), 'utf8').catch(() => '{}');
  try {
    const { site } = workersOf.parse(JSON.parse(text));
    return new Map(
      Object.entries(site.vantages).flatMap(([name, { workers }]) => (workers ? [[name, workers]] : [])),
    );
  } catch {
    return new Map(); // a file that was changed is told of by itself
  }
}

function compare(path: string, file: string, keys: Keys): SealChecked {
  const problems: Problem[] = [];
  const signed = new Map<string, number>();
  const signers = new Set<string>();
  let slices = 0;
  for (const { value, number } of readJsonLines(file)) {
    const line = record.safeParse(value);
    if (!line.success) return found(altered('slicesBroken', { file: runFiles.slices }));
    const { vantage, order, result: answer } = line.data;
    if (answer === undefined) continue;
    const read = resultIn(answer.text);
    const holds =
      isSignedBy('slice-result', answer, keys.get(vantage) ?? []) &&
      read !== undefined &&
      read.order === order &&
      read.vantage === vantage;
    if (!holds) {
      problems.push(altered('sliceSignatureWrong', { file: runFiles.slices, line: number }));
      continue;
    }
    slices++;
    signers.add(answer.key);
    for (const seen of read.shown.flat()) count(signed, seen, 1);
  }
  problems.push(...unsigned(path, keys, signed));
  return { problems, facts: [{ code: 'verifiedSlices', values: { slices, workers: signers.size } }] };
}

function resultIn(text: string): z.infer<typeof result> | undefined {
  try {
    return result.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Observations of workers' vantages that no worker signed, and signed ones that were not kept. */
function unsigned(path: string, keys: Keys, signed: Map<string, number>): Problem[] {
  const problems: Problem[] = [];
  for (const { value, number } of readJsonLines(join(path, runFiles.observations))) {
    const { kind, vantage } = value as { readonly kind?: unknown; readonly vantage?: unknown };
    // that something could not be asked is the centre's own word, too
    if (kind === 'end' || typeof vantage !== 'string' || !keys.has(vantage)) continue;
    if (count(signed, value, -1) < 0 && kind !== 'failure')
      problems.push(altered('observationUnsigned', { file: runFiles.observations, line: number }));
  }
  const lost = [...signed.values()].reduce((sum, left) => sum + Math.max(0, left), 0);
  // a kill between the two files leaves an answer without its observations; its addresses were asked again
  if (lost > 0 && problems.length === 0 && !wasResumed(path)) {
    problems.push(undecidable('signedNotKept', { count: lost, file: runFiles.observations }));
  }
  return problems;
}

function wasResumed(path: string): boolean {
  for (const { value } of readJsonLines(join(path, runFiles.journal)))
    if ((value as { readonly kind?: unknown }).kind === 'resumed') return true;
  return false;
}

function count(counts: Map<string, number>, seen: unknown, by: number): number {
  const key = createHash('sha256').update(jsonLine(seen)).digest('base64');
  const now = (counts.get(key) ?? 0) + by;
  counts.set(key, now);
  return now;
}
