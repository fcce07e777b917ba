import type { Protocol } from '../../model/ports.ts';
import type { PortToken, Token } from './cell-tokens.ts';

export type Style = 'before' | 'after' | 'portsOnly' | 'transportOnly' | 'neither';

/** Whether transports stand before their ports ("TCP 443") or after ("443/TCP") in a line. */
export function styleOf(line: readonly Token[]): Style {
  const ports = line.findIndex(({ kind }) => kind === 'ports');
  const transport = line.findIndex(({ kind }) => kind === 'transport');
  if (ports < 0) return transport < 0 ? 'neither' : 'transportOnly';
  if (transport < 0) return 'portsOnly';
  return transport < ports ? 'before' : 'after';
}

export function transportsOf(
  lines: readonly (readonly Token[])[],
  styles: readonly Style[],
  i: number,
  port: PortToken,
): (Protocol | 'sctp')[] {
  if (styles[i] === 'before') return groupBefore(lines[i]!, port);
  if (styles[i] === 'after') {
    const next = groupAfter(lines[i]!, port);
    return next.length > 0 ? next : groupBefore(lines[i]!, port);
  }
  // A line of ports alone: the transport stood on a line above ("TCP:" and then its ports), or stands below.
  for (let above = i - 1; above >= 0; above--) {
    if (styles[above] === 'transportOnly' || styles[above] === 'before') return lastGroup(lines[above]!);
    if (styles[above] === 'after') break;
  }
  const below = styles.findIndex((style, k) => k > i && style !== 'portsOnly' && style !== 'neither');
  return below >= 0 && styles[below] === 'transportOnly' ? lastGroup(lines[below]!) : [];
}

function groupBefore(line: readonly Token[], port: PortToken): (Protocol | 'sctp')[] {
  return lastGroup(line.slice(0, line.indexOf(port)));
}

function groupAfter(line: readonly Token[], port: PortToken): (Protocol | 'sctp')[] {
  const after = line.slice(line.indexOf(port) + 1);
  const first = after.findIndex(({ kind }) => kind === 'transport');
  const end = after.findIndex(({ kind }, i) => i > first && kind === 'ports');
  return first < 0 ? [] : transportNames(after.slice(first, end < 0 ? undefined : end));
}

/** The transports nearest to the end with no port between them: "TCP/UDP", "TCP and UDP". */
function lastGroup(line: readonly Token[]): (Protocol | 'sctp')[] {
  const last = line.findLastIndex(({ kind }) => kind === 'transport');
  const start = line.slice(0, last + 1).findLastIndex(({ kind }) => kind === 'ports');
  return last < 0 ? [] : transportNames(line.slice(start + 1, last + 1));
}

export function transportNames(list: readonly Token[]): (Protocol | 'sctp')[] {
  return [...new Set(list.flatMap((token) => (token.kind === 'transport' ? [token.protocol] : [])))];
}
