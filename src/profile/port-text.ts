import { lastPort, normalise, type PortRange, type PortSet, type Protocol } from '../model/ports.ts';
import type { Reason } from '../model/reason.ts';

/** What a text such as `443/tcp` or `1-1023,8080/udp` says; or why it says nothing. */
export type PortText =
  | {
      readonly ok: true;
      readonly parts: readonly PortRange[];
      readonly ports: PortSet;
      readonly protocol: Protocol;
      /** Parameters that are named; `parts` and `ports` hold the ports of those that are known. */
      readonly parameters: readonly string[];
    }
  | { readonly ok: false; readonly reason: Reason };

/** Ports by the id of the parameter that gives them. */
export type ParameterPorts = Readonly<Record<string, PortRange>>;

/**
 * Reads ports and their protocol, strictly: no spaces, signs, leading zeros, hexadecimal or exponents; ports 1
 * to 65535; ranges ascending and apart. Nothing is put right silently. With `known`, a part may be a parameter's id.
 */
export function parsePortText(text: string, known?: ParameterPorts): PortText {
  const [, list = '', protocol] = /^([a-z\d,-]+)\/(tcp|udp)$/.exec(text) ?? [];
  if (protocol === undefined)
    return mistake(/^[1-9]\d{0,4}$/.test(text) ? 'portWithoutProtocol' : 'portForm');
  const parts: PortRange[] = [];
  const chosen: PortRange[] = [];
  const parameters: string[] = [];
  for (const part of list.split(',')) {
    if (known !== undefined && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(part)) {
      parameters.push(part);
      const range = Object.hasOwn(known, part) ? known[part] : undefined;
      if (range !== undefined) chosen.push(range);
      continue;
    }
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
  const all = [...parts, ...chosen];
  return { ok: true, parts: all, ports: normalise(all), protocol: protocol as Protocol, parameters };
}

/** Reads one port or one range without a protocol, as parameters have it: `1433`, `50000-59999`. */
export function parsePortRange(text: string): PortRange | Reason {
  if (!/^\d+(?:-\d+)?$/.test(text)) return { code: 'portRangeForm', values: {} };
  const read = parsePortText(`${text}/tcp`);
  return read.ok ? read.parts[0]! : read.reason;
}

function mistake(code: string, values: Reason['values'] = {}): PortText {
  return { ok: false, reason: { code, values } };
}
