import type { RunStart } from '../../src/evidence/run-folder.ts';
import type { ClockReading } from '../../src/evidence/clock.ts';
import type { FailureObservation } from '../../src/model/observation.ts';
import { buildPlan } from '../../src/plan/build.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { Site } from '../../src/model/site.ts';

export const clock: ClockReading = {
  utc: '2026-11-20T10:00:00.000Z',
  monotonicMs: 1000,
  boot: 'a-boot',
  ntp: { synchronized: null, source: null, offsetMs: null },
};

const tool = { version: '0.0.0', node: '20', openssl: '3' };

const machine = { host: 'here', system: 'linux', processors: 1, user: null, descriptors: null };

const text = { en: 'Text', es: 'Texto' };

const profile: Profile = {
  id: 'test/one-port',
  version: '1.0.0',
  title: text,
  documents: { doc: { title: 'A document' } },
  roles: { here: { title: text }, there: { title: text } },
  conditions: {},
  names: {},
  flows: [
    {
      id: 'service',
      title: text,
      why: text,
      from: 'here',
      to: ['there'],
      protocol: 'tcp',
      ports: { from: 443, to: 443 },
      need: 'required',
      expect: [],
    },
  ],
  closed: [],
  sha256: 'b'.repeat(64),
};

const site: Site = {
  name: 'test',
  profiles: [{ use: './profile.yaml', conditions: {}, ports: {}, names: {} }],
  roles: { there: ['192.0.2.1', '192.0.2.2'] },
  vantages: { local: { standsFor: ['here'], source: [] } },
  scope: { allow: [{ text: '192.0.2.0/24', bytes: [192, 0, 2, 0], prefix: 24 }], deny: [] },
  pace: { rate: Infinity, perHost: 500, attempts: 3, attemptGapMs: 1000, timeoutMs: 3000 },
  limits: { missProbability: 1e-4, attempts: 1000 },
  waivers: [],
  sha256: 'a'.repeat(64),
};

/** What is known of a small run before its first packet: two addresses, one port each. */
export function runStart(id = '20261120T100000Z-abcdef'): RunStart {
  const plan = buildPlan({
    site,
    profiles: [profile],
    resolved: new Map(),
    chosenVantages: [],
    machineAddresses: new Set(),
    only: [],
  });
  return {
    settings: {
      schema: 'portwitness/settings/1',
      run: id,
      startedAt: '2026-11-20T10:00:00.000Z',
      site: 'site.yaml',
      siteName: 'test',
      language: 'en',
      options: { vantages: [], only: [], sweeper: 'auto' },
      authorization: {},
      names: {},
      before: [],
    },
    site,
    profiles: [profile],
    plan,
    inputs: [{ path: '/etc/sites/site.yaml', bytes: Buffer.from('site: test\n'), sha256: 'a'.repeat(64) }],
    begun: { kind: 'begun', clock, tool, machine },
  };
}

/** That an address could not be asked. */
export function lostAt(address: string): FailureObservation {
  return {
    kind: 'failure',
    vantage: 'local',
    address,
    at: '2026-11-20T10:00:00Z',
    reason: { code: 'runInterrupted', values: {} },
  };
}

/** A machine on which only this process works. */
export const processes = { own: process.pid, isAlive: (pid: number) => pid === process.pid };
