import type { Column } from './columns.ts';
import { columnsOf } from './columns.ts';
import { partiesOfHeading } from './parties.ts';
import { oneLine } from './plain-text.ts';
import { portsInCell } from './ports-in-cell.ts';
import { isBlank, isSection } from './row-shape.ts';
import type { SourceTable } from './source-document.ts';
import type { PortRow } from './understand-row.ts';
import { understandRow } from './understand-row.ts';
import { withHeader } from './with-header.ts';

/** The rows of a table of ports; none when it is no such table. */
export function understandTable(source: SourceTable): PortRow[] {
  const table = withHeader(source);
  const columns = columnsOf(table);
  if (columns === null) return [];
  const rows: PortRow[] = [];
  const headings = [...(table.caption === null ? [] : [table.caption]), ...table.headings.toReversed()];
  let section: string | null = null;
  let above: readonly string[] = [];
  for (const row of table.rows) {
    const cells = columns.map((_, i) => row.cells[i]?.text ?? '');
    if (isSection(row) || isSectionByShape(cells, columns)) {
      section = oneLine(cells.find((text) => !isBlank(text)) ?? '');
      above = [];
      continue;
    }
    const filled = fillDown(cells, above, columns);
    above = filled;
    const context = section === null ? headings : [section, ...headings];
    rows.push(...understandRow(table.index, row, filled, columns, context));
  }
  return isImplausible(rows, table) ? [] : rows;
}

/** Only the first cell speaks, and not of ports: a title for the rows below. */
function isSectionByShape(cells: readonly string[], columns: readonly Column[]): boolean {
  const [first = '', ...rest] = cells;
  return (
    columns.length > 2 &&
    !isBlank(first) &&
    rest.every((text) => text === '') &&
    portsInCell(first).length === 0
  );
}

/** A blank cell means "as above" when its row's first cell is blank, or when it is the first itself. */
function fillDown(cells: readonly string[], above: readonly string[], columns: readonly Column[]): string[] {
  const continues = cells[0] === '';
  return cells.map((text, i) => {
    const mayFill = ['transport', 'source', 'destination', 'peer', 'direction', 'application'].includes(
      columns[i]!.use.kind,
    );
    return text === '' && mayFill && (continues || i === 0) ? (above[i] ?? '') : text;
  });
}

/** Small numbers without any transport or application are outlets of a switch, or a count, not ports of a host. */
function isImplausible(rows: readonly PortRow[], table: SourceTable): boolean {
  if (
    rows.length === 0 ||
    rows.some(({ protocolStated, protocol }) => protocolStated || protocol !== 'unknown')
  )
    return false;
  if ([...table.headings, table.caption ?? ''].some((heading) => partiesOfHeading(heading) !== null))
    return false;
  return rows.every(({ ports }) => ports.every(({ to }) => to < 64));
}
