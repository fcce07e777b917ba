import { widest } from './measure-columns.ts';
import { portsInCell } from './ports-in-cell.ts';
import { oneLine } from './plain-text.ts';
import type { SourceTable } from './source-document.ts';
import { isSection } from './row-shape.ts';

/**
 * The table with its titles as its header: writers leave the header row of the mark-up blank, or fill it with the
 * table's name, and put the titles in the first row. Such a row is no longer counted.
 */
export function withHeader(table: SourceTable): SourceTable {
  const titles = table.header.at(-1) ?? [];
  const distinct = new Set(titles.filter((text) => text !== ''));
  const width = widest(table.rows.map(({ cells }) => cells));
  const isTitled = distinct.size > 1 || (distinct.size === 1 && width <= 1);
  const first = table.rows[0];
  if (isTitled || first === undefined || table.rows.length < 2 || isSection(first)) return table;
  const texts = first.cells.map(({ text }) => oneLine(text));
  const looksLikeTitles =
    new Set(texts).size > 1 &&
    first.cells.every(({ text }) => text.length < 60 && portsInCell(text).length === 0);
  if (!looksLikeTitles) return table;
  return {
    ...table,
    header: [...table.header, texts],
    rows: table.rows.slice(1).map((row) => ({ ...row, number: row.number - 1 })),
  };
}
