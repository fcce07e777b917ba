/**
 * Ways into a file's plain values that ask for nothing: references between its parts are checked even where
 * another part is still wrong, and the schema alone tells what is wrong in itself.
 */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

export function keysOf(value: unknown): string[] {
  return entriesOf(value).map(([key]) => key);
}

export function valueAt(value: unknown, key: string): unknown {
  return entriesOf(value).find(([own]) => own === key)?.[1];
}

export function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A text as a list of one, a list's texts with their positions; null where there was no list. */
export function textsOf(value: unknown): { readonly text: string; readonly index: number | null }[] {
  if (typeof value === 'string') return [{ text: value, index: null }];
  return itemsOf(value).flatMap((item, index) => (typeof item === 'string' ? [{ text: item, index }] : []));
}
