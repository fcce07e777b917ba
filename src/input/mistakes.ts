import { InputError, type Mistake } from '../model/mistake.ts';
import type { ReasonValues } from '../model/reason.ts';
import { follow, type Path, type SourceDocument, type SourceNode } from './source.ts';

/** A mistake of a file as a whole. */
export function fileMistake(file: string, code: string, values: ReasonValues = {}): Mistake {
  return { file, line: null, column: null, reason: { code, values } };
}

/** A mistake at an offset into a file's text. */
export function mistakeAtOffset(
  { file, placeOf }: Pick<SourceDocument, 'file' | 'placeOf'>,
  at: number,
  code: string,
  values: ReasonValues = {},
): Mistake {
  return { file, ...placeOf(at), reason: { code, values } };
}

/** A mistake in the value at a path; where the path ends early, at the last thing on it that is there. */
export function mistakeAt(
  document: SourceDocument,
  path: Path,
  code: string,
  values: ReasonValues = {},
): Mistake {
  return mistakeAtOffset(document, follow(document.root, path).node.at, code, values);
}

/** A mistake in the key at a path. */
export function mistakeAtKey(
  document: SourceDocument,
  path: Path,
  code: string,
  values: ReasonValues = {},
): Mistake {
  return mistakeAtOffset(document, follow(document.root, path).keyAt, code, values);
}

/** What stands there, to be shown in a message: null for nothing. Long texts are cut. */
export function shown(node: SourceNode): string | null {
  if (node.kind === 'list') return node.items.length === 0 ? '[]' : '[…]';
  if (node.kind === 'map') return node.entries.size === 0 ? '{}' : '{…}';
  return node.value === null ? null : shortened(String(node.value));
}

export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Mistakes of shape and of reference: of a word that is neither an id nor known, the latter says more. */
export function withoutEchoes(shape: readonly Mistake[], references: readonly Mistake[]): Mistake[] {
  const told = new Set(references.map(({ line, column }) => `${line}:${column}`));
  const kept = shape.filter(
    ({ reason, line, column }) => reason.code !== 'idForm' || !told.has(`${line}:${column}`),
  );
  return [...kept, ...references];
}

/** Throws every mistake at once, in the order of the files and lines; does nothing when there is none. */
export function refuseMistakes(mistakes: readonly Mistake[]): void {
  if (mistakes.length === 0) return;
  const files = [...new Set(mistakes.map(({ file }) => file))];
  const ordered = mistakes.toSorted(
    (a, b) =>
      files.indexOf(a.file) - files.indexOf(b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
  throw new InputError(ordered);
}
