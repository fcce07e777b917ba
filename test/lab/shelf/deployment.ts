import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectationNamed } from '../../../src/expectation/registry.ts';
import { formatPorts, type PortRange } from '../../../src/model/ports.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { withParameters } from '../../../src/profile/parameters.ts';
import { audit, type Audited } from '../audit.ts';
import { beaconProfile, beaconsFor } from './beacons.ts';
import { makeAuthority, makeCertificate } from '../certificates.ts';
import { inLaboratory, type Laboratory } from '../laboratory.ts';
import { type Listener, listenersOf } from './listeners.ts';
import { placesOf, type Places } from './places.ts';

const name = 'service.contoso.test';

/** What a profile describes, standing: hosts, services, and the site file that its owner would write. */
export interface Deployment {
  readonly lab: Laboratory;
  /** The profile, with the owner's own flows. */
  readonly profile: Profile;
  readonly listeners: readonly Listener[];
  readonly places: Places;
  readonly site: string;
}

/**
 * Builds the hosts that a profile speaks of, starts what it documents and, for each closed rule, something on a port
 * that `pick` chooses among the forbidden ones; no firewall stands in the path yet.
 */
export async function inDeployment<T>(
  shipped: Profile,
  pick: (count: number) => number,
  use: (deployment: Deployment) => Promise<T>,
): Promise<T> {
  const beacons = beaconsFor(shipped);
  const chosen = narrowParameters(shipped);
  const asChosen = withParameters(shipped, chosen);
  const profile = { ...asChosen, flows: [...asChosen.flows, ...beacons] };
  const places = placesOf(profile);
  const listeners = listenersOf(profile, places, pick);
  return inLaboratory(places.layout, async (lab) => {
    if (beacons.length > 0) writeFileSync(join(lab.folder, 'beacons.yaml'), beaconProfile(beacons));
    await Promise.all(
      places.all.map(async ({ host, address }) =>
        lab.ip(host, 'address', 'add', `${address}/24`, 'dev', `to-${host}`),
      ),
    );
    await startAll(lab, listeners);
    const site = siteText(profile, chosen, beacons.length > 0, places);
    return use({ lab, profile, listeners, places, site });
  });
}

async function startAll(lab: Laboratory, listeners: readonly Listener[]): Promise<void> {
  const files = await makeCertificate(lab.folder, await makeAuthority(lab.folder), [name]);
  const hosts = new Set(listeners.map(({ place }) => place.host));
  await Promise.all(
    [...hosts].map(async (host) => {
      const mine = listeners.filter(({ place }) => place.host === host);
      const file = join(lab.folder, `${host}.json`);
      const flat = mine.map(({ place: { address }, ...listener }) => ({ address, ...listener }));
      writeFileSync(file, JSON.stringify({ ...files, listeners: flat }));
      const script = join(process.cwd(), 'test/lab/shelf/serve.mjs');
      const tcp = mine.filter(({ protocol }) => protocol === 'tcp').map(({ port }) => port);
      await lab.start(host, [process.execPath, script, file], tcp);
    }),
  );
}

/** A few ports of each range that a site may choose: thousands of UDP ports would only take their time. */
function narrowParameters({ parameters = {} }: Profile): Record<string, PortRange> {
  return Object.fromEntries(
    Object.entries(parameters).map(
      ([
        id,
        {
          default: { from, to },
        },
      ]) => [id, { from, to: Math.min(to, from + 2) }],
    ),
  );
}

function siteText(
  profile: Profile,
  chosen: Readonly<Record<string, PortRange>>,
  beacons: boolean,
  places: Places,
): string {
  const roles = [...new Set(places.all.map(({ role }) => role))];
  const source = (role: string) => places.of(role)[0]!.address;
  const asking = places.standpoints.flatMap((standpoint) => standpoint.roles);
  const parameters = Object.entries(chosen).map(([id, range]) => `${id}: ${formatPorts([range])}`);
  const names = namesAsked(profile).map((question) => `${question}: [${name}]`);
  return `
site: laboratory
profiles:
  - use: ${profile.id}
    parameters: { ${parameters.join(', ')} }
    names: { ${names.join(', ')} }
${beacons ? '  - use: ./beacons.yaml' : ''}
roles:
${roles
  .map(
    (role) =>
      `  ${role}: [${places
        .of(role)
        .map(({ address }) => address)
        .join(', ')}]`,
  )
  .join('\n')}
vantages:
${asking.map((role) => `  ${role}: { standsFor: [${role}], source: ${source(role)} }`).join('\n')}
scope: [10.0.0.0/8]
pace: { rate: max, perHost: max, attempts: 3, attemptGapMs: 500, timeoutMs: 900 }
`;
}

/** Autodiscover is a service of its own, which the Lync laboratory has; without its names nothing is asked of it. */
function namesAsked({ names, flows }: Profile): string[] {
  const autodiscover = flows
    .flatMap(({ expect }) => expect)
    .filter((use) => use.name === 'autodiscover')
    .flatMap((use) => expectationNamed(use.name)!.namesUsed(use.settings));
  return Object.keys(names).filter((question) => !autodiscover.includes(question));
}

/** The same site, audited at once from every place that packets are sent from. */
export async function auditAll({ lab, places, site }: Deployment): Promise<Audited[]> {
  return Promise.all(
    places.standpoints.map(async ({ host, roles: [first, ...others] }) =>
      audit(lab, host, site, {
        vantage: first!,
        args: others.flatMap((role) => ['--vantage', role]),
      }),
    ),
  );
}
