import type { Column } from './columns.ts';
import { isBlank } from './row-shape.ts';
import { oneLine } from './plain-text.ts';
import { isWord, speaksOf, without } from './words.ts';

/** Who opens the connection and who listens, in the document's words; null where it doesn't say. */
export interface Parties {
  readonly source: string | null;
  readonly destination: string | null;
  /** Both open connections to one another. */
  readonly bothWays: boolean;
  /** Taken from a heading, not from the row: worth a look. */
  readonly fromHeading: boolean;
}

const twoWays = /\s*(?:<\s*[-=]+\s*>|[↔⇔⟷⬌]|&lt;\s*-+\s*&gt;)\s*/u;
const oneWay = /\s*(?:[-=–—]+\s*>|[→⇒➔➜➞⟶►])\s*/u;

/** "Console --> Client" tells both sides. */
export function partiesOfHeading(heading: string): Parties | null {
  for (const [arrow, bothWays] of [
    [twoWays, true],
    [oneWay, false],
  ] as const) {
    const [source, destination, ...more] = heading.split(arrow).map((side) => side.trim());
    if (source && destination && more.length === 0)
      return { source, destination, bothWays, fromHeading: true };
  }
  return null;
}

/** Both sides of a row: from its cells, else from the headings (innermost first) and the direction column. */
export function partiesOf(
  cells: readonly string[],
  columns: readonly Column[],
  headings: readonly string[],
): Parties {
  const text = (kind: Column['use']['kind']) => {
    const i = columns.findIndex(({ use }) => use.kind === kind);
    return i < 0 || isBlank(cells[i] ?? '') ? null : oneLine(cells[i]!);
  };
  const direction = text('direction');
  const source = text('source');
  // "Server role: …" beside a port is whoever listens there, unless a direction tells otherwise.
  const destination = text('destination') ?? (direction === null ? text('component') : null);
  const bothWays =
    direction !== null && (isWord('both', direction) || (isInbound(direction) && isOutbound(direction)));
  if (source !== null && destination !== null) return { source, destination, bothWays, fromHeading: false };
  for (const heading of headings) {
    const told = partiesOfHeading(heading);
    if (told !== null)
      return { ...told, source: source ?? told.source, destination: destination ?? told.destination };
  }
  const peer = text('peer');
  if (direction === null) return { source, destination: destination ?? peer, bothWays, fromHeading: false };
  const component = text('component') ?? headings.map(subjectOf).find((subject) => subject !== null) ?? null;
  const inward = isInbound(direction) && !bothWays;
  return {
    source: source ?? (inward ? (destination === component ? null : peer) : component),
    destination: destination ?? (inward ? component : peer),
    bothWays,
    fromHeading: component !== null && text('component') === null,
  };
}

function isInbound(text: string): boolean {
  return speaksOf('inbound', text);
}

function isOutbound(text: string): boolean {
  return speaksOf('outbound', text);
}

/** What a heading is about: "Requirements for the gateway" is about the gateway; "Ports" is about nobody. */
function subjectOf(heading: string): string | null {
  const subject = without('port', without('topic', heading))
    .replaceAll(/\{#[^}]*\}/gu, ' ')
    .replaceAll(
      /^[\s\p{P}]*(?:(?:for|of|the|für|den|die|das|de|des|la|las|los|el|pour|les|le|do|da|dos|para|per|i|il|voor|в|для|の|的)\s+)+/giu,
      '',
    )
    .replaceAll(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
  return /\p{L}{2}/u.test(subject) ? oneLine(subject) : null;
}
