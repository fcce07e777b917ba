import { z } from 'zod';
import { expectEntry, usesOf } from '../expectation/registry.ts';
import type { ClosedRule, Flow, Profile } from '../model/profile.ts';
import { id, isoDate, onePortRange, oneOrMore, portRanges, profileId, text, words } from './leaves.ts';
import { need } from './need.ts';

const cite = z.strictObject({
  document: id,
  table: z.union([words, z.int()], { error: '#textExpected' }).optional(),
  row: z.int().min(1).optional(),
  passage: words.optional(),
});

const rule = {
  id,
  title: text.optional(),
  why: text.optional(),
  cite: cite.optional(),
  from: id,
  to: oneOrMore(id, '#roleOrRoles'),
};

const flow = z
  .strictObject({ ...rule, port: onePortRange, need, expect: z.array(expectEntry).optional() })
  .transform(
    ({ port, expect = [], ...rest }) => ({ ...rest, ...port, expect: expect.flatMap(usesOf) }) as Flow,
  );

const closed = z
  .strictObject({
    ...rule,
    ports: portRanges,
    state: z.enum(['closed', 'blocked', 'not-listening']),
    control: id.optional(),
  })
  .transform(({ ports, ...rest }) => ({ ...rest, ...ports }) as ClosedRule);

const document = z.strictObject({
  title: words,
  language: words.optional(),
  revised: isoDate.optional(),
  url: words.optional(),
});

/** What a role is called; without a title, its id. */
const role = z.strictObject({ title: text.optional(), excludes: z.array(id).optional() });

/** A profile's file. JSON Schema and messages derive from it. */
export const profileSchema = z
  .strictObject({
    id: profileId,
    version: z
      .string({ error: '#versionForm' })
      .regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(?:-[0-9A-Za-z.-]+)?$/, { error: '#versionForm' }),
    title: text,
    documents: z.record(id, document).optional(),
    roles: z.record(id, role),
    conditions: z.record(id, z.strictObject({ ask: text, default: z.boolean().optional() })).optional(),
    names: z.record(id, z.strictObject({ ask: text })).optional(),
    flows: z.array(flow).optional(),
    closed: z.array(closed).optional(),
  })
  .transform(
    ({ documents = {}, roles, conditions = {}, names = {}, flows = [], closed = [], ...rest }) =>
      ({
        ...rest,
        documents,
        roles: mapValues(roles, (role, id) => ({ ...role, title: role.title ?? { en: id, es: id } })),
        conditions: mapValues(conditions, ({ ask, default: standard = false }) => ({
          ask,
          default: standard,
        })),
        names,
        flows,
        closed,
      }) as Omit<Profile, 'sha256'>,
  );

function mapValues<T, U>(record: Record<string, T>, change: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
