import { portStates, type PortGroup } from '../model/observation.ts';
import { formatPorts } from '../model/ports.ts';
import type { Tally } from './tally.ts';

/** A tally as evidence: the ports that were asked, those seen alike together. */
export function portGroups(tally: Tally): PortGroup[] {
  const alike = new Map<number, { from: number; to: number }[]>();
  for (let port = 1; port < tally.state.length; port++) {
    if (tally.state[port]! >= portStates.length) continue;
    const key = likeness(tally, port);
    const ranges = alike.get(key);
    const last = ranges?.at(-1);
    if (ranges === undefined) alike.set(key, [{ from: port, to: port }]);
    else if (last!.to === port - 1) last!.to = port;
    else ranges.push({ from: port, to: port });
  }
  return [...alike.values()].map((ranges) => {
    const port = ranges[0]!.from;
    const detail = tally.details[tally.detail[port]!]!;
    return {
      ports: formatPorts(ranges),
      state: portStates[tally.state[port]!]!,
      made: tally.made[port]!,
      counted: tally.counted[port]!,
      hops: tally.hops[port]! || null,
      ...(tally.detail[port] === 0 ? {} : { code: detail.code }),
      ...(detail.from === null ? {} : { from: detail.from }),
    };
  });
}

/** Equal for ports of which the same is known: a byte for each of four facts, two for the detail. */
function likeness({ state, made, counted, hops, detail }: Tally, port: number): number {
  const facts = state[port]! + 2 ** 8 * (made[port]! + 2 ** 8 * (counted[port]! + 2 ** 8 * hops[port]!));
  return facts + 2 ** 32 * detail[port]!;
}
