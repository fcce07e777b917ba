import { eachPort, formatPorts, parsePorts } from '../model/ports.ts';
import { parseAddress } from '../model/address.ts';
import type { ReasonValues } from '../model/reason.ts';

/** What a person wants looked at: one host, some ports. */
export interface Endpoints {
  readonly host: string;
  readonly ports: readonly number[];
}

/** One look is no sweep: `audit` does those, with controls. */
const mostPorts = 1024;

/**
 * Reads HOST:PORT, where PORT may be a list with ranges ("80,443,8000-8010") and an IPv6 address stands in
 * brackets. Text that only looks like an address (`127.1`, `0x7f.1`, `010.0.0.1`) is refused: resolvers read
 * it as another one.
 */
export function parseEndpoints(
  text: string,
): { readonly value: Endpoints } | { readonly code: string; readonly values?: ReasonValues } {
  const match = /^(?:\[([^\]]+)\]|([^:[\]\s]+)):([\d,-]+)$/.exec(text);
  if (match === null) return { code: 'endpointForm' };
  const [, bracketed, bare, list = ''] = match;
  const ports = parsePorts(list);
  if (ports === undefined || ports.length === 0) return { code: 'endpointPorts', values: { ports: list } };
  const numbers = [...eachPort(ports)];
  if (numbers.length > mostPorts) {
    return { code: 'endpointTooMany', values: { ports: formatPorts(ports), most: mostPorts } };
  }
  const host = bracketed === undefined ? hostOf(bare!) : parseAddress(bracketed);
  if (host === undefined) return { code: 'endpointHost', values: { host: bracketed ?? bare! } };
  return { value: { host, ports: numbers } };
}

function hostOf(text: string): string | undefined {
  const address = parseAddress(text);
  if (address !== undefined) return address;
  // a name's last label is never a number (RFC 3696 section 2): what ends in one is a badly written address
  const isName =
    /^(?=.{1,253}\.?$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.?$/i;
  return isName.test(text) && !/(^|\.)(\d+|0x[0-9a-f]*)\.?$/i.test(text) ? text : undefined;
}
