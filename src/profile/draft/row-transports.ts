import type { Protocol } from '../../model/ports.ts';
import type { Column } from './columns.ts';
import { impliedTransport, misspeltTransport } from './known-protocols.ts';
import type { PortMention } from './ports-in-cell.ts';
import { transportsIn } from './ports-in-cell.ts';
import { isBlank } from './row-shape.ts';
import { isWord, speaksOf, without } from './words.ts';

export type Transport = Protocol | 'sctp';

export interface StatedTransport {
  readonly transport: Transport | 'unknown';
  readonly isStated: boolean;
}

/** What the row states for all its ports: its transport cell, or marks in a TCP and a UDP column. */
export function rowTransports(
  cell: string,
  cells: readonly string[],
  columns: readonly Column[],
): StatedTransport[] {
  const marked = columns.flatMap(({ use }, i) =>
    use.kind === 'mark' && isTicked(cells[i]!) ? [use.transport] : [],
  );
  if (marked.length > 0) return marked.map((transport) => ({ transport, isStated: true }));
  const named = transportsIn(cell);
  if (named.length === 0 && isWord('both', cell))
    return ['tcp' as const, 'udp' as const].map((transport) => ({ transport, isStated: true }));
  const slips = (cell.match(/\p{L}+/gu) ?? [])
    .map(misspeltTransport)
    .filter((slip) => slip !== null && !named.includes(slip));
  return [
    ...named.map((transport) => ({ transport, isStated: true })),
    ...[...new Set(slips)].map((slip) => ({ transport: slip!, isStated: false })),
  ];
}

function isTicked(text: string): boolean {
  return text !== '' && !isWord('no', text) && !isBlank(text);
}

/** As many lines in the transport's cell as in the ports': they go in pairs. */
export function alignedTransports(
  cell: string,
  mention: PortMention,
  mentions: readonly PortMention[],
): readonly Transport[] {
  const lines = cell.split('\n').map(transportsIn);
  const portLines = new Set(mentions.map(({ line }) => line));
  const isPaired =
    lines.length > 1 && lines.length === portLines.size && lines.every((names) => names.length > 0);
  return isPaired ? lines[[...portLines].indexOf(mention.line)]! : [];
}

/** The mention's own transports, else the row's, else the only one that title or heading names, else what the application implies. */
export function transportsFor(
  own: readonly Transport[],
  row: readonly StatedTransport[],
  app: string | null,
  context: readonly string[],
  columns: readonly Column[],
): StatedTransport[] {
  if (own.length > 0) return own.map((transport) => ({ transport, isStated: true }));
  if (row.length > 0) return [...row];
  const heading = context[0] ?? '';
  const announced = speaksOf('port', without('notPort', heading)) ? transportsIn(heading) : [];
  if (announced.length === 1 && !columns.some(({ use }) => use.kind === 'transport')) {
    return [{ transport: announced[0]!, isStated: true }];
  }
  return [{ transport: impliedTransport(app ?? '') ?? 'unknown', isStated: false }];
}
