import type { ColumnUse } from './columns.ts';
import { isKnownProtocol } from './known-protocols.ts';
import type { MeasuredColumn } from './measure-columns.ts';
import { onlyTransport, titleNamesPort } from './measure-columns.ts';
import { portsInCell } from './ports-in-cell.ts';
import { isWord, speaksOf } from './words.ts';

export function assignPorts(columns: readonly MeasuredColumn[], uses: (ColumnUse | undefined)[]): void {
  const hasServerPort = columns.some(({ title }) => titleNamesPort(title) && speaksOf('serverSide', title));
  const numeric = columns.map(({ dense, cells }) => cells.length > 0 && dense >= 0.3);
  const named = columns.map(({ title }, i) => numeric[i]! && titleNamesPort(title));
  const start = columns.findIndex(
    ({ title }, i) => numeric[i]! && speaksOf('start', title) && !speaksOf('count', title),
  );
  const rest =
    start < 0
      ? -1
      : columns.findIndex(
          (_, i) => i !== start && numeric[i]! && restOf(columns[start]!, columns[i]!) !== null,
        );
  const isRangePair = rest >= 0 && (named[start]! || named[rest]!);
  columns.forEach(({ title, dense, withPorts, cells }, i) => {
    if (cells.length === 0) return;
    const transport = onlyTransport(title);
    if (isRangePair && i === start) uses[i] = { kind: 'rangeStart' };
    else if (isRangePair && i === rest) uses[i] = { kind: restOf(columns[start]!, columns[i]!)! };
    else if (titleNamesPort(title) && speaksOf('count', title)) uses[i] = { kind: 'other' };
    else if (titleNamesPort(title) && isSourcePort(title, hasServerPort)) {
      if (withPorts > 0 || dense > 0) uses[i] = { kind: 'sourcePorts' };
    } else if (titleNamesPort(title) && (dense >= 0.3 || withPorts >= 0.5))
      uses[i] = { kind: 'ports', transport };
    else if (transport !== null && isShortTitle(title)) {
      if (dense >= 0.3) uses[i] = { kind: 'ports', transport };
      else if (cells.every(isMark)) uses[i] = { kind: 'mark', transport };
    }
  });
}

/**
 * What a column beside the first ports of ranges holds: by its title how many or the last one, or by its figures,
 * all smaller than the first ports or none, where the title speaks of ports.
 */
function restOf(start: MeasuredColumn, other: MeasuredColumn): 'rangeCount' | 'rangeEnd' | null {
  if (speaksOf('count', other.title)) return 'rangeCount';
  if (speaksOf('end', other.title)) return 'rangeEnd';
  if (!titleNamesPort(other.title) || other.cells.length !== start.cells.length) return null;
  const firsts = start.cells.map((text) => portsInCell(text)[0]);
  const others = other.cells.map((text) => portsInCell(text));
  const isSmaller = others.every((ports, i) => {
    const first = firsts[i];
    return (
      first !== undefined &&
      ports.length === 1 &&
      ports[0]!.from === ports[0]!.to &&
      ports[0]!.to < Math.min(1024, first.from)
    );
  });
  return isSmaller ? 'rangeCount' : null;
}

function isSourcePort(title: string, hasServerPort: boolean): boolean {
  if (speaksOf('destinationSide', title)) return false;
  return (
    speaksOf('sourceSide', title) ||
    (hasServerPort && speaksOf('clientSide', title) && !speaksOf('serverSide', title))
  );
}

function isShortTitle(title: string): boolean {
  return title.length <= 24;
}

export function isMark(text: string): boolean {
  return isWord('yes', text) || isWord('no', text) || /^[^\p{L}\d]{1,2}$/u.test(text);
}

/** No title says "port", in any language that we know: numbers beside transports, or beside known applications. */
export function assignPortsByContent(
  columns: readonly MeasuredColumn[],
  uses: (ColumnUse | undefined)[],
): void {
  const stated = columns.findIndex(({ cells }) => {
    const withBoth = cells.filter((text) =>
      portsInCell(text).some(({ transports }) => transports.length > 0),
    );
    return cells.length > 0 && withBoth.length / cells.length >= 0.4;
  });
  if (stated >= 0) {
    uses[stated] = { kind: 'ports', transport: null };
    return;
  }
  const candidates = columns.map((column) => (looksLikeYears(column) ? { ...column, dense: 0 } : column));
  const hasTransports = columns.some(({ transports }) => transports >= 0.5);
  const hasApplications = columns.some(
    ({ cells }) => cells.filter(namesProtocol).length >= cells.length * 0.4 && cells.length > 1,
  );
  if (!hasTransports && !hasApplications) return;
  const best = candidates.reduce((a, b, i) => (b.dense > (candidates[a]?.dense ?? 0) ? i : a), -1);
  if (best >= 0 && candidates[best]!.dense >= (hasTransports ? 0.5 : 0.7))
    uses[best] = { kind: 'ports', transport: null };
}

/** Versions and dates of support: no port table is all of these years. */
function looksLikeYears({ cells }: MeasuredColumn): boolean {
  const ports = cells.flatMap(portsInCell);
  const years = ports.filter(({ from, to }) => from === to && from >= 1990 && from <= 2035);
  return years.length > ports.length / 2;
}

export function namesProtocol(text: string): boolean {
  return text.split(/[\s/()]+/u).some(isKnownProtocol);
}
