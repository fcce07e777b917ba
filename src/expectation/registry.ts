import * as z from 'zod';
import type { ExpectationUse } from '../model/profile.ts';
import { autodiscover } from './autodiscover.ts';
import { banner } from './banner.ts';
import type { Expectation } from './expectation.ts';
import { httpBody } from './http-body.ts';
import { httpHeader } from './http-header.ts';
import { httpRedirect } from './http-redirect.ts';
import { httpStatus } from './http-status.ts';
import { sip } from './sip.ts';
import { tlsCondition } from './tls-condition.ts';
import { tlsHandshake } from './tls-handshake.ts';
import { tlsKey } from './tls-key.ts';
import { tlsLifetime } from './tls-lifetime.ts';
import { tlsNames } from './tls-names.ts';
import { tlsStartTls } from './tls-start-tls.ts';
import { tlsTrust } from './tls-trust.ts';
import { tlsVersions } from './tls-versions.ts';

/** Every expectation. A new one is a file, a line here, and its page in docs/expectations/. */
export const expectations: readonly Expectation[] = [
  tlsHandshake,
  tlsStartTls,
  tlsNames,
  tlsCondition,
  tlsTrust,
  tlsLifetime,
  tlsVersions,
  tlsKey,
  httpRedirect,
  httpStatus,
  httpHeader,
  httpBody,
  autodiscover,
  sip,
  banner,
].map((expectation) => expectation as unknown as Expectation);

const byName: ReadonlyMap<string, Expectation> = new Map(
  expectations.map((expectation) => [expectation.name, expectation]),
);

export function expectationNamed(name: string): Expectation | undefined {
  return byName.get(name);
}

/** What is expected of a group when nothing in particular is: `tls: {}`. */
const bareGroups: Readonly<Record<string, string>> = { tls: tlsHandshake.name };

/**
 * One entry of a flow's `expect`, as a profile writes it: `{ tls: { names: published } }`. A group's settings
 * stand under its name; `tls: {}` expects a handshake.
 */
export const expectEntry: z.ZodType<Readonly<Record<string, unknown>>> = z
  .strictObject(Object.fromEntries(groupNames().map((group) => [group, groupSchema(group).optional()])))
  .refine((entry) => Object.keys(entry).length > 0, { error: '#expectEmpty' });

/** The uses that an entry stands for, in the order of the registry. `entry`: as `expectEntry` decodes it. */
export function usesOf(entry: Readonly<Record<string, unknown>>): ExpectationUse[] {
  return groupNames().flatMap((group): ExpectationUse[] => {
    if (entry[group] === undefined) return [];
    if (byName.has(group)) return [{ name: group, settings: entry[group] }];
    const written = entry[group] as Readonly<Record<string, unknown>>;
    const uses = membersOf(group)
      .filter(({ member }) => written[member] !== undefined)
      .map(({ name, member }) => ({ name, settings: written[member] }));
    const bare = bareGroups[group];
    return uses.length === 0 && bare !== undefined ? [{ name: bare, settings: {} }] : uses;
  });
}

function groupNames(): string[] {
  return [...new Set(expectations.map(({ name }) => name.split('.', 1)[0]!))];
}

function membersOf(group: string): { name: string; member: string; settings: z.ZodType }[] {
  return expectations
    .filter(({ name }) => name.startsWith(`${group}.`) && name !== bareGroups[group])
    .map(({ name, settings }) => ({ name, member: name.slice(group.length + 1), settings }));
}

/** An expectation without a dot in its name is its own group. */
function groupSchema(group: string): z.ZodType {
  const own = byName.get(group);
  if (own !== undefined) return own.settings;
  const members = z.strictObject(
    Object.fromEntries(membersOf(group).map(({ member, settings }) => [member, settings.optional()])),
  );
  return bareGroups[group] === undefined
    ? members.refine((written) => Object.keys(written).length > 0, {
        error: '#expectEmpty',
      })
    : members;
}
