import type { Protocol } from '../../model/ports.ts';
import { leadsWithPort, portDensity, portsInCell, transportsIn } from './ports-in-cell.ts';
import { isBlank, isSection } from './row-shape.ts';
import type { SourceTable } from './source-document.ts';
import { speaksOf, without } from './words.ts';

/** A column's cells in figures: shares of those that aren't blank. */
export interface MeasuredColumn {
  readonly title: string;
  readonly cells: readonly string[];
  readonly dense: number;
  readonly withPorts: number;
  readonly transports: number;
  readonly meanLength: number;
}

export function measureColumns(table: SourceTable): MeasuredColumn[] {
  const rows = table.rows.filter((row) => !isSection(row));
  const width = widest([...table.header, ...rows.map(({ cells }) => cells)]);
  return Array.from({ length: width }, (_, i) => {
    const cells = rows.map((row) => row.cells[i]?.text ?? '').filter((text) => !isBlank(text));
    const share = (test: (text: string) => boolean) => cells.filter(test).length / Math.max(1, cells.length);
    const title = [...new Set(table.header.map((row) => row[i] ?? ''))]
      .filter((text) => text !== '')
      .join(' ');
    const isAnnounced = titleNamesPort(title) || onlyTransport(title) !== null;
    return {
      title,
      cells,
      dense: share((text) => portDensity(text) >= 0.5 || (isAnnounced && leadsWithPort(text))),
      withPorts: share((text) => portsInCell(text).length > 0),
      transports: share(
        (text) => transportsIn(text).length > 0 && portsInCell(text).length === 0 && text.length < 40,
      ),
      meanLength: cells.reduce((sum, { length }) => sum + length, 0) / Math.max(1, cells.length),
    };
  });
}

/** Columns of the widest row. */
export function widest(rows: readonly (readonly unknown[])[]): number {
  return rows.reduce((most, { length }) => Math.max(most, length), 0);
}

export function titleNamesPort(title: string): boolean {
  return speaksOf('port', without('notPort', title));
}

export function onlyTransport(title: string): Protocol | null {
  const [first, ...more] = transportsIn(title);
  return first === undefined || first === 'sctp' || more.length > 0 ? null : first;
}
