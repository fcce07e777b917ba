import { draftRows } from '../../../src/profile/draft/draft-rows.ts';
import { readDocument } from '../../../src/profile/draft/read-document.ts';
import type { PortRow } from '../../../src/profile/draft/understand-row.ts';

/** Rows of a document in a line each: "TABLE:ROW PROTOCOL PORTS", `?` where the transport isn't stated. */
export function briefRows(text: string, name = 'ports.md'): string[] {
  return rowsOf(text, name).map(briefRow);
}

export function rowsOf(text: string, name = 'ports.md'): PortRow[] {
  return draftRows(readDocument(new TextEncoder().encode(text), name));
}

function briefRow({ table, row, protocol, protocolStated, ports, optional }: PortRow): string {
  const list = ports.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
  return `${table}:${row} ${protocol}${protocolStated ? '' : '?'} ${list}${optional ? ' optional' : ''}`;
}
