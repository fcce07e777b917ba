import { resolve } from 'node:path';
import { InputError } from '../model/mistake.ts';
import type { Reason } from '../model/reason.ts';
import type { Format } from '../report/formats/format.ts';
import { formats } from '../report/formats/registry.ts';

/** A format, and where it goes; file null: standard output. */
export interface OutputRequest<F = Format> {
  readonly format: F;
  /** Absolute, and as it was given. */
  readonly file: { readonly path: string; readonly named: string } | null;
}

/**
 * Reads what stood after each `--format`: NAME or NAME=FILE. At most one goes to standard output; when all have
 * a file, or nothing was asked for, `usual` goes there if it is given.
 */
export function parseOutputs(texts: readonly string[], cwd: string, usual?: string): OutputRequest[] {
  return parseRequests(texts, cwd, usual, formats);
}

/** The same, of other formats than a report's. */
export function parseRequests<F extends { readonly name: string }>(
  texts: readonly string[],
  cwd: string,
  usual: string | undefined,
  formats: ReadonlyMap<string, F>,
): OutputRequest<F>[] {
  const mistakes: Reason[] = [];
  const requests: OutputRequest<F>[] = [];
  for (const text of texts) {
    const [name, ...rest] = text.split('=');
    const file = rest.length > 0 ? rest.join('=') : null;
    const format = formats.get(name!);
    if (format === undefined) {
      mistakes.push({
        code: 'outputFormatUnknown',
        values: { format: name!, known: [...formats.keys()].join(', ') },
      });
    } else if (file === '') {
      mistakes.push({ code: 'outputFileMissing', values: { format: name! } });
    } else {
      requests.push({ format, file: file === null ? null : { path: resolve(cwd, file), named: file } });
    }
  }
  mistakes.push(...clashes(requests));
  if (mistakes.length > 0) {
    throw new InputError(mistakes.map((reason) => ({ file: null, line: null, column: null, reason })));
  }
  const toStdout = requests.some(({ file }) => file === null);
  return usual === undefined || toStdout
    ? requests
    : [...requests, { format: formats.get(usual)!, file: null }];
}

function clashes(requests: readonly OutputRequest<{ readonly name: string }>[]): Reason[] {
  const toStdout = requests.filter(({ file }) => file === null).map(({ format }) => format.name);
  const paths = requests.flatMap(({ file }) => (file === null ? [] : [file]));
  const doubled = paths.find(({ path }, i) => paths.findIndex((other) => other.path === path) < i);
  return [
    ...(toStdout.length > 1 ? [{ code: 'outputTwoToStdout', values: { formats: toStdout.join(', ') } }] : []),
    ...(doubled === undefined ? [] : [{ code: 'outputFileTwice', values: { file: doubled.named } }]),
  ];
}
