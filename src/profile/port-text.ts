import { lastPort, normalise, type PortRange, type PortSet, type Protocol } from '../model/ports.ts';
import type { Reason } from '../model/reason.ts';

/** What a text such as `443/tcp` or `1-1023,8080/udp` says; or why it says nothing. */
export type PortText =
  | {
      readonly ok: true;
      readonly parts: readonly PortRange[];
      readonly ports: PortSet;
      readonly protocol: Protocol;
    }
  | { readonly ok: false; readonly reason: Reason };

/**
 * Reads ports and their protocol, strictly: no spaces, signs, leading zeros, hexadecimal or exponents; ports 1
 * to 65535; ranges ascending and apart. Nothing is put right silently.
 */
export function parsePortText(text: string): PortText {
  const [, list = '', protocol] = /^([\d,-]+)\/(tcp|udp)$/.exec(text) ?? [];
  if (protocol === undefined)
    return mistake(/^[1-9]\d{0,4}$/.test(text) ? 'portWithoutProtocol' : 'portForm');
  const parts: PortRange[] = [];
  for (const part of list.split(',')) {
    const match = /^(0|[1-9]\d*)(?:-(0|[1-9]\d*))?$/.exec(part);
    if (match === null) return mistake('portForm');
    const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
    const outside = [from, to].find((port) => port < 1 || port > lastPort);
    if (outside !== undefined)
      return mistake('portOutOfRange', { port: outside > lastPort ? part : String(outside) });
    if (to < from) return mistake('portRangeReversed', { part, better: `${to}-${from}` });
    const last = parts.at(-1);
    if (last !== undefined && from <= last.to)
      return mistake(to >= last.from ? 'portRangesOverlap' : 'portRangesOutOfOrder', { part });
    parts.push({ from, to });
  }
  return { ok: true, parts, ports: normalise(parts), protocol: protocol as Protocol };
}

function mistake(code: string, values: Reason['values'] = {}): PortText {
  return { ok: false, reason: { code, values } };
}
