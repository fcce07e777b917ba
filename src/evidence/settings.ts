import * as z from 'zod';
import { languages } from '../model/language.ts';

export const settingsSchemaId = 'portwitness/settings/1';

const link = z.object({
  run: z.string(),
  /** The folder's name, beside this run's own. */
  folder: z.string(),
  /** Hexadecimal SHA-256 of its manifest; null: it had not ended. */
  manifest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});

/** A run that stood beside this one when it began. */
export type RunLink = z.infer<typeof link>;

export const runLinkSchema = link;

/** What was asked for when a run began. */
export const runSettingsSchema = z.object({
  schema: z.literal(settingsSchemaId),
  /** The run's id: sorts by time, and is not met twice. */
  run: z.string().min(1),
  startedAt: z.iso.datetime(),
  /** The site's file, as it was named; `inputs` has its bytes. */
  site: z.string(),
  siteName: z.string(),
  language: z.enum(languages),
  options: z.object({
    vantages: z.array(z.string()),
    only: z.array(z.string()),
    sweeper: z.enum(['auto', 'connect', 'syn']),
  }),
  authorization: z.record(z.string(), z.string()),
  /** What each name of the site stood for, asked once. */
  names: z.record(
    z.string(),
    z.union([
      z.object({ status: z.literal('resolved'), addresses: z.array(z.string()) }),
      z.object({ status: z.literal('failed'), code: z.string() }),
    ]),
  ),
  inputs: z.array(z.object({ path: z.string(), file: z.string(), sha256: z.string() })),
  /** The runs of the same site that no other one followed when this one began. */
  before: z.array(link),
});

export type RunSettings = z.infer<typeof runSettingsSchema>;
