import { countPorts } from '../../../src/model/ports.ts';
import type { Flow, Profile } from '../../../src/model/profile.ts';

/** A port that no shipped profile documents. */
const beaconPort = 20;

/**
 * Closed rules on whose path the profile documents no open port can't be proven by silence: nothing would tell a shut
 * path from a dead one. The owner of such a site documents a port of his own on each, in a profile of his own.
 */
export function beaconsFor({ flows, closed }: Profile): Flow[] {
  const lonely = closed.filter(
    (rule) =>
      !flows.some(
        ({ from, to, protocol, ports, need }) =>
          from === rule.from &&
          protocol === 'tcp' &&
          countPorts([ports]) === 1 &&
          need === 'required' &&
          rule.to.every((role) => to.includes(role)),
      ),
  );
  return lonely.map(({ id, from, to }) => ({
    id: `beacon-${id}`,
    from,
    to,
    protocol: 'tcp',
    ports: { from: beaconPort, to: beaconPort },
    need: 'required',
    expect: [],
  }));
}

/** The owner's own profile, as a file. */
export function beaconProfile(flows: readonly Flow[]): string {
  const roles = [...new Set(flows.flatMap(({ from, to }) => [from, ...to]))];
  return `
id: laboratory/beacons
version: 1.0.0
title: { en: Beacons, es: Balizas }
roles: { ${roles.map((role) => `${role}: {}`).join(', ')} }
flows:
${flows.map(({ id, from, to }) => `  - { id: ${id}, from: ${from}, to: [${to.join(', ')}], port: ${beaconPort}/tcp, need: required }`).join('\n')}
`;
}
