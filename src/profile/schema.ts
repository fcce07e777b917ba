import * as z from 'zod';
import { expectEntry, usesOf } from '../expectation/registry.ts';
import { frameworks } from '../model/controls.ts';
import type { ClosedRule, Flow, Profile } from '../model/profile.ts';
import {
  flowPort,
  id,
  isoDate,
  oneOrMore,
  parameterId,
  portRange,
  portRanges,
  profileId,
  text,
  words,
} from './leaves.ts';
import { need } from './need.ts';

const cite = z.strictObject({
  document: id.describe('A key of documents'),
  table: z.union([words, z.int()], { error: '#textExpected' }).optional(),
  row: z.int().min(1).optional(),
  line: z.int().min(1).optional(),
  passage: words.describe("A passage outside the tables, in the document's own terms").optional(),
});

const frameworkNames = Object.keys(frameworks) as (keyof typeof frameworks)[];

const controlIds = z
  .array(words.regex(/^[A-Za-z0-9][A-Za-z0-9.()-]{0,31}$/, { error: '#controlForm' }))
  .min(1)
  .optional();

const controls = z
  .strictObject(Object.fromEntries(frameworkNames.map((name) => [name, controlIds])))
  .describe('Controls that the verdict is supporting evidence for, by catalogue');

const rule = {
  id,
  title: text.optional(),
  why: text.optional(),
  cite: cite.optional(),
  controls: controls.optional(),
  from: id.describe('The role that packets come from'),
  to: oneOrMore(id, '#roleOrRoles').describe('The role or roles that they go to'),
};

const flow = z
  .strictObject({
    ...rule,
    port: flowPort.describe('443/tcp, or PARAMETER/tcp; a range only where optional'),
    need,
    expect: z.array(expectEntry).optional(),
  })
  .transform(
    ({ port, expect = [], ...rest }) => ({ ...rest, ...port, expect: expect.flatMap(usesOf) }) as Flow,
  );

const closed = z
  .strictObject({
    ...rule,
    ports: portRanges.describe('1-65535/tcp: ports that flows document are left out'),
    state: z.enum(['closed', 'blocked', 'not-listening']),
    control: id.describe('The flow that best proves that the path was alive').optional(),
  })
  .transform(({ ports, ...rest }) => ({ ...rest, ...ports }) as ClosedRule);

const document = z.strictObject({
  title: words,
  language: words.optional(),
  revised: isoDate.optional(),
  url: words.optional(),
});

/** What a role is called; without a title, its id. */
const role = z.strictObject({
  title: text.optional(),
  excludes: z.array(id).describe('Roles that no address may have besides').optional(),
});

/** A profile's file. JSON Schema and messages derive from it. */
export const profileSchema = z
  .strictObject({
    $schema: words.optional(),
    id: profileId.describe('Shipped profiles: their path below profiles/'),
    version: z
      .string({ error: '#versionForm' })
      .regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(?:-[0-9A-Za-z.-]+)?$/, { error: '#versionForm' }),
    title: text,
    extends: words
      .describe('A shipped profile, or a path within this folder, whose words and rules this one adds to')
      .optional(),
    documents: z.record(id, document).optional(),
    roles: z.record(id, role),
    conditions: z.record(id, z.strictObject({ ask: text, default: z.boolean().optional() })).optional(),
    names: z.record(id, z.strictObject({ ask: text, optional: z.boolean().optional() })).optional(),
    parameters: z
      .record(parameterId, z.strictObject({ ask: text, default: portRange }))
      .describe('Ports that a deployment may choose, by the name that rules speak of them')
      .optional(),
    flows: z.array(flow).optional(),
    closed: z.array(closed).optional(),
  })
  .transform(
    ({
      id,
      version,
      title,
      documents = {},
      roles,
      conditions = {},
      names = {},
      parameters,
      flows = [],
      closed = [],
    }) =>
      ({
        id,
        version,
        title,
        documents,
        roles: mapValues(roles, (role, id) => ({ ...role, title: role.title ?? { en: id, es: id } })),
        conditions: mapValues(conditions, ({ ask, default: standard = false }) => ({
          ask,
          default: standard,
        })),
        names,
        ...(parameters === undefined ? {} : { parameters }),
        flows,
        closed,
      }) as Omit<Profile, 'sha256'>,
  );

function mapValues<T, U>(record: Record<string, T>, change: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
