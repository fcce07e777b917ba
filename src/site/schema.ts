import * as z from 'zod';
import { weekDays, type Site } from '../model/site.ts';
import {
  id,
  instant,
  isoDate,
  onePortRange,
  oneOrMore,
  parameterId,
  portRange,
  words,
} from '../profile/leaves.ts';
import { isTimeZone } from './blackouts.ts';
import { isWebhookUrl, mailAddress } from './notify.ts';
import { addresses, host, hostNames, probability, rate, scope } from './leaves.ts';
import { coordinator, workerKey } from './queue.ts';
import { readSshUrl } from './ssh-url.ts';

/** A time-out or a gap of more than ten minutes is a typing error: no path takes so long to answer. */
const milliseconds = z.int().min(1).max(600_000);

const use = z.strictObject({
  use: words.describe('The id of a shipped profile, or a path in this folder'),
  conditions: z.record(id, z.boolean()).describe("Answers to the profile's questions").optional(),
  parameters: z
    .record(parameterId, portRange)
    .describe('Ports that the profile lets a site choose')
    .optional(),
  ports: z.record(id, onePortRange).describe('Documented ports that this deployment moved').optional(),
  names: z.record(id, hostNames).describe('Host names that expectations use').optional(),
});

const via = z
  .string()
  .refine((text) => readSshUrl(text) !== undefined, { error: '#viaForm' })
  .describe('ssh://user@host:port');

const hostKey = z
  .string()
  .regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, { error: '#hostKeyForm' })
  .describe('The fingerprint of its host key, as ssh-keygen -l prints it');

const key = words.describe('The file of the private key to log in with; left out: an agent');

const vantage = z.strictObject({
  standsFor: oneOrMore(id, '#roleOrRoles').describe('The roles whose packets leave from here'),
  source: addresses.describe('Addresses that packets leave from').optional(),
  via: via.optional(),
  hostKey: hostKey.optional(),
  key: key.optional(),
  jump: z
    .array(z.strictObject({ via, hostKey, key: key.optional() }))
    .max(8)
    .describe('Hosts to go through, the nearest first')
    .optional(),
  workers: oneOrMore(workerKey, '#workerKeyForm')
    .describe('Public keys of the workers that ask from here, by way of a queue')
    .optional(),
});

const pace = z.strictObject({
  rate: rate.describe('Attempts per second over the whole run').optional(),
  perHost: rate.describe('Attempts per second at one address').optional(),
  attempts: z.int().min(1).max(100).optional(),
  attemptGapMs: milliseconds.optional(),
  timeoutMs: milliseconds.optional(),
});

export const defaultPace: Site['pace'] = {
  rate: 2000,
  perHost: 500,
  attempts: 3,
  attemptGapMs: 1000,
  timeoutMs: 3000,
};

export const defaultLimits: Site['limits'] = { missProbability: 1e-4, attempts: 5_000_000 };

const limits = z.strictObject({
  missProbability: probability.optional(),
  attempts: z.int().min(1).optional(),
});

const authorization = z.strictObject({
  reference: words.optional(),
  by: words.optional(),
  from: instant.optional(),
  until: instant.optional(),
});

const waiver = z.strictObject({ check: words, until: isoDate, by: words, reason: words });

/** 08:00, in minutes; 24:00 only where a window ends. */
const timeOfDay = (last: string) =>
  z
    .string({ error: '#timeOfDayForm' })
    .regex(new RegExp(`^(?:(?:[01]\\d|2[0-3]):[0-5]\\d|${last})$`), { error: '#timeOfDayForm' })
    .transform((written) => Number(written.slice(0, 2)) * 60 + Number(written.slice(3)));

export const blackout = z
  .strictObject({
    days: z
      .array(z.enum(weekDays))
      .min(1)
      .describe('The days that it begins on; left out: every day')
      .optional(),
    from: timeOfDay('23:59').describe('08:00, by the wall clock of the zone'),
    to: timeOfDay('24:00').describe('The first minute after it; before from: on the next day'),
    zone: z.string().refine(isTimeZone, { error: '#timeZoneUnknown' }).describe('Europe/Madrid, UTC'),
    reason: words.optional(),
  })
  .refine(({ from, to }) => from !== to, { error: '#blackoutEmpty', path: ['to'] })
  .transform(({ days = [...weekDays], ...rest }) => ({ ...rest, days }));

const notify = z.strictObject({
  mail: z
    .strictObject({
      server: z.string().regex(/^smtps?:\/\/[^\s/?#]+\/?$/, { error: '#mailServerForm' }),
      from: mailAddress,
      to: oneOrMore(mailAddress, '#mailAddressForm'),
      passwordFile: words.optional(),
    })
    .optional(),
  webhook: z
    .strictObject({
      url: z.string().refine(isWebhookUrl, { error: '#webhookUrlForm' }),
      secretFile: words.describe('Its bytes sign what is sent'),
    })
    .optional(),
});

/** The hosts of a role; `[]`: the role is not there. */
const hosts = z
  .union([host, z.array(host)], { error: '#roleBlank' })
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** A site's file, before its profiles are known. JSON Schema and messages derive from it. */
export const siteSchema = z
  .strictObject({
    $schema: words.optional(),
    site: words.describe('A name for reports'),
    profiles: z.array(use).min(1),
    roles: z.record(id, hosts).describe('Addresses and host names; []: the role is not there').optional(),
    rolesFile: words.describe('CSV with the columns role,address').optional(),
    vantages: z.record(id, vantage),
    scope,
    authorization: authorization.optional(),
    pace: pace.optional(),
    limits: limits.optional(),
    waivers: z.array(waiver).optional(),
    blackouts: z.array(blackout).describe('When nothing may be sent').optional(),
    notify: notify.describe('Who is told when a run found something else').optional(),
    queue: coordinator.describe('How vantages are reached that have workers').optional(),
  })
  .transform(
    ({
      site,
      profiles,
      roles = {},
      vantages,
      scope,
      authorization,
      pace,
      limits,
      waivers = [],
      blackouts = [],
      notify,
      queue,
      rolesFile,
    }) => ({
      rolesFile,
      site: {
        name: site,
        profiles: profiles.map(({ use, conditions = {}, parameters, ports = {}, names = {} }) => ({
          use,
          conditions,
          ...(parameters === undefined ? {} : { parameters }),
          ports,
          names,
        })),
        roles,
        vantages: Object.fromEntries(
          Object.entries(vantages).map(([name, { source = [], ...rest }]) => [name, { ...rest, source }]),
        ),
        scope,
        ...(authorization === undefined ? {} : { authorization }),
        pace: { ...defaultPace, ...pace },
        limits: { ...defaultLimits, ...limits },
        waivers,
        ...(blackouts.length === 0 ? {} : { blackouts }),
        ...(notify === undefined ? {} : { notify }),
        ...(queue === undefined ? {} : { queue }),
      } as Omit<Site, 'sha256'>,
    }),
  );
