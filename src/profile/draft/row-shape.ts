import { portsInCell } from './ports-in-cell.ts';
import type { SourceRow } from './source-document.ts';

/** A row that is the title of those below it: one text across all columns. */
export function isSection(row: SourceRow): boolean {
  const [first, ...rest] = row.cells;
  if (first === undefined || portsInCell(first.text).length > 0) return false;
  return first.columns > 1 && first.columns >= row.cells.length && rest.every((cell) => cell === first);
}

export function isBlank(text: string): boolean {
  return /^[\s\u00a0.*_—-]*$/u.test(text);
}
