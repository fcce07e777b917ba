import type { SourceDocument } from './source-document.ts';
import type { PortRow } from './understand-row.ts';
import { understandTable } from './understand-table.ts';

/** Every row about ports in a document's tables, in the document's order. */
export function draftRows(document: SourceDocument): PortRow[] {
  return document.tables.flatMap(understandTable);
}

/** The rows as `profile draft --format json` prints them. */
export function rowsAsJson(rows: readonly PortRow[]): object {
  return {
    rows: rows.map((row) => ({
      protocol: row.protocol,
      protocolStated: row.protocolStated,
      app: row.app,
      ports: row.ports.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)),
      source: row.parties.source,
      destination: row.parties.destination,
      optional: row.optional,
      table: row.table,
      row: row.row,
      line: row.line,
      notes: row.notes,
    })),
  };
}
