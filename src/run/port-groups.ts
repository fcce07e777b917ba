import { portStates, type PortGroup } from '../model/observation.ts';
import { formatPorts, portSet } from '../model/ports.ts';
import type { Tally } from './tally.ts';

/** A tally as evidence: the ports that were asked, those seen alike together. */
export function portGroups(tally: Tally): PortGroup[] {
  const alike = new Map<string, number[]>();
  for (let port = 1; port < tally.state.length; port++) {
    const state = tally.state[port]!;
    if (state >= portStates.length) continue;
    const key = [state, tally.made[port], tally.counted[port], tally.hops[port], tally.detail[port]].join(
      ' ',
    );
    const ports = alike.get(key);
    if (ports === undefined) alike.set(key, [port]);
    else ports.push(port);
  }
  return [...alike.values()].map((ports) => {
    const port = ports[0]!;
    const detail = tally.details[tally.detail[port]!]!;
    return {
      ports: formatPorts(portSet(ports)),
      state: portStates[tally.state[port]!]!,
      made: tally.made[port]!,
      counted: tally.counted[port]!,
      hops: tally.hops[port]! || null,
      ...(tally.detail[port] === 0 ? {} : { code: detail.code }),
      ...(detail.from === null ? {} : { from: detail.from }),
    };
  });
}
