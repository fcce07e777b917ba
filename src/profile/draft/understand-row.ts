import type { Protocol } from '../../model/ports.ts';
import { lastPort } from '../../model/ports.ts';
import type { Column } from './columns.ts';
import { isKnownProtocol } from './known-protocols.ts';
import { isMarkedOptional } from './optional-mark.ts';
import type { Parties } from './parties.ts';
import { partiesOf } from './parties.ts';
import { oneLine } from './plain-text.ts';
import type { PortMention } from './ports-in-cell.ts';
import { portsInCell, transportsIn } from './ports-in-cell.ts';
import { isBlank } from './row-shape.ts';
import { alignedTransports, rowTransports, transportsFor } from './row-transports.ts';
import type { SourceRow } from './source-document.ts';
import { speaksOf } from './words.ts';

/** One transport and application of one row: what a careful reader would write down. */
export interface PortRow {
  readonly table: number;
  readonly row: number;
  readonly line: number;
  readonly protocol: Protocol | 'unknown';
  /** Whether the document itself says so. */
  readonly protocolStated: boolean;
  readonly app: string | null;
  readonly ports: readonly { readonly from: number; readonly to: number }[];
  /** "80 or 8530": one of the ports, not all. */
  readonly alternatives: boolean;
  readonly parties: Parties;
  readonly optional: boolean;
  /** Remarks of the row, in the document's words, one line. */
  readonly notes: string | null;
}

/** What a row says; nothing when it names no port. `context` is its headings, innermost first. */
export function understandRow(
  table: number,
  row: SourceRow,
  cells: readonly string[],
  columns: readonly Column[],
  context: readonly string[],
): PortRow[] {
  const mentions = columns.flatMap((column, i) => mentionsOf(column, cells[i]!, cells, columns));
  if (mentions.length === 0) return [];
  const transportCell = cells[columns.findIndex(({ use }) => use.kind === 'transport')] ?? '';
  const stated = rowTransports(transportCell, cells, columns);
  const rowApp = applicationOf(transportCell, cells, columns);
  const shared = {
    table,
    row: row.number,
    line: row.line,
    parties: partiesOf(cells, columns, context),
    optional: isMarkedOptional(cells, columns),
    notes: notesOf(cells, columns),
  };
  const found = new Map<string, { head: Omit<PortRow, 'ports'>; ports: { from: number; to: number }[] }>();
  const seen = new Set<string>();
  for (const mention of mentions) {
    const app =
      mention.label !== null && hasProtocol(mention.label) ? mention.label : (rowApp ?? mention.label);
    const own =
      mention.transports.length > 0
        ? mention.transports
        : alignedTransports(transportCell, mention, mentions);
    for (const { transport, isStated } of transportsFor(own, stated, app, context, columns)) {
      const once = `${transport} ${mention.from}-${mention.to}`;
      // Bilingual cells name each port twice.
      if (seen.has(once)) continue;
      seen.add(once);
      const key = `${transport} ${isStated} ${app}`;
      const entry = found.get(key) ?? {
        head: {
          ...shared,
          protocol: transport === 'sctp' ? 'unknown' : transport,
          protocolStated: isStated,
          app,
          alternatives: mentions.some(({ alternative }) => alternative),
        },
        ports: [],
      };
      entry.ports.push({ from: mention.from, to: mention.to });
      found.set(key, entry);
    }
  }
  return [...found.values()].map(({ head, ports }) => ({ ...head, ports }));
}

function mentionsOf(
  { use }: Column,
  text: string,
  cells: readonly string[],
  columns: readonly Column[],
): PortMention[] {
  if (use.kind === 'ports') {
    const { transport } = use;
    return portsInCell(text).map((mention) =>
      mention.transports.length === 0 && transport !== null
        ? { ...mention, transports: [transport] }
        : mention,
    );
  }
  if (use.kind !== 'rangeStart') return [];
  const [start] = portsInCell(text);
  const rest = columns.findIndex(
    (column) => column.use.kind === 'rangeEnd' || column.use.kind === 'rangeCount',
  );
  const [last] = portsInCell(cells[rest] ?? '');
  if (start === undefined || last === undefined) return start === undefined ? [] : [start];
  const to = columns[rest]!.use.kind === 'rangeCount' ? start.from + last.from - 1 : last.to;
  return to >= start.from && to <= lastPort ? [{ ...start, to }] : [start];
}

function hasProtocol(text: string): boolean {
  return text.split(/[\s/()]+/u).some(isKnownProtocol);
}

/** The application as the row names it: protocols in the transport's cell, else the application's cell. */
function applicationOf(
  transportCell: string,
  cells: readonly string[],
  columns: readonly Column[],
): string | null {
  const names = (transportCell.match(/[\p{L}][\p{L}\d.]*/gu) ?? []).filter(isKnownProtocol);
  if (names.length > 0 && transportsIn(transportCell).length === 0) return names.join('/');
  const cell = oneLine(cells[columns.findIndex(({ use }) => use.kind === 'application')] ?? '');
  const bare = cell
    .replaceAll(/\s*[([][^()[\]]*[)\]]/gu, (aside) => (speaksOf('optional', aside) ? '' : aside))
    .trim();
  if (bare !== '' && !isBlank(bare)) return bare;
  return names.length > 0 ? names.join('/') : null;
}

function notesOf(cells: readonly string[], columns: readonly Column[]): string | null {
  const parts = columns.flatMap(({ use }, i) =>
    use.kind === 'notes' || use.kind === 'required' ? [oneLine(cells[i]!)] : [],
  );
  const text = parts.filter((part) => !isBlank(part)).join(' · ');
  return text === '' ? null : text;
}
