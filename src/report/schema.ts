import * as z from 'zod';
import { jsonSchemaOf } from '../input/json-schema.ts';
import { languages } from '../model/language.ts';
import { reportSchemaId, type Report } from '../model/report.ts';

const count = z.number().int().nonnegative();
const probability = z.number().min(0).max(1);
const instant = z.iso.datetime({ offset: true });
const text = z.object({ en: z.string(), es: z.string() });
const values = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number()]))]),
);
const note = z.object({ reason: z.string(), reasonCode: z.string(), reasonValues: values });
const verdict = z.enum(['pass', 'fail', 'inconclusive', 'notApplicable']);

const finding = z.object({
  expectation: z.string(),
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  expected: z.string(),
  actual: z.string(),
  reason: z.string(),
  code: z.string(),
  values,
});

const check = z.object({
  id: z.string().min(1),
  profile: z.string(),
  rule: z.string(),
  kind: z.enum(['flow', 'closed']),
  title: text,
  why: text,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  from: z.string(),
  to: z.string(),
  vantage: z.string(),
  host: z.string().nullable(),
  address: z.string().nullable(),
  protocol: z.enum(['tcp', 'udp']),
  ports: z.string().regex(/^(\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*)?$/),
  need: z.enum(['required', 'optional']),
  expected: z.enum(['open', 'closed', 'blocked', 'not-listening']),
  observed: z.object({
    open: z.array(z.number().int().min(1).max(65_535)),
    refused: count,
    rejected: count,
    silent: count,
    unknown: count,
  }),
  verdict,
  ...note.shape,
  findings: z.array(finding),
  facts: z.record(z.string(), z.unknown()),
  rejections: z.array(z.object({ code: z.string(), from: z.string().nullable(), count })),
  sweeper: z.string().nullable(),
  attempts: count,
  controls: z.object({ asked: count, lost: count, lossBound: probability }).nullable(),
  missProbability: probability.nullable(),
  causes: z.array(note).exactOptional(),
  notExcluded: z.array(note).exactOptional(),
  waiver: z.object({ until: z.string(), by: z.string(), reason: z.string() }).exactOptional(),
  cite: z
    .object({
      document: z.string(),
      table: z.union([z.string(), z.number()]).exactOptional(),
      row: z.number().exactOptional(),
      passage: z.string().exactOptional(),
    })
    .exactOptional(),
});

/** What a report.json is: each field of the contract, unknown ones left aside. */
export const reportSchema: z.ZodType<Report> = z.object({
  schema: z.literal(reportSchemaId),
  tool: z.object({
    name: z.literal('portwitness'),
    version: z.string(),
    node: z.string(),
    openssl: z.string(),
  }),
  run: z.object({
    id: z.string(),
    startedAt: instant,
    finishedAt: instant,
    complete: z.boolean(),
    language: z.enum(languages).exactOptional(),
  }),
  site: z.object({ name: z.string(), sha256: z.string() }),
  profiles: z.array(
    z.object({ id: z.string(), version: z.string(), sha256: z.string(), title: text.exactOptional() }),
  ),
  vantages: z.array(
    z.object({
      name: z.string(),
      standsFor: z.array(z.string()),
      transport: z.string(),
      source: z.array(z.string()),
      via: z.string().exactOptional(),
      hostKey: z.string().exactOptional(),
      workers: z.array(z.object({ key: z.string(), host: z.string() })).exactOptional(),
    }),
  ),
  authorization: z.object({
    reference: z.string().exactOptional(),
    by: z.string().exactOptional(),
    from: z.string().exactOptional(),
    until: z.string().exactOptional(),
  }),
  conditions: z.record(z.string(), z.boolean()),
  documents: z.record(
    z.string(),
    z.object({
      title: z.string(),
      language: z.string().exactOptional(),
      revised: z.string().exactOptional(),
      url: z.string().exactOptional(),
    }),
  ),
  roles: z.record(z.string(), text).exactOptional(),
  controls: z.record(z.string(), z.record(z.string(), z.array(z.string()))).exactOptional(),
  questions: z.record(z.string(), text).exactOptional(),
  method: z
    .object({
      rate: z.number().positive().nullable(),
      attempts: count,
      attemptGapMs: z.number(),
      timeoutMs: z.number(),
      missLimit: probability,
    })
    .exactOptional(),
  outcome: z.enum(['compliant', 'nonCompliant', 'inconclusive']),
  counts: z.object({ pass: count, fail: count, inconclusive: count, waived: count, notApplicable: count }),
  notCovered: z.array(
    z.object({
      rule: z.string(),
      from: z.string(),
      to: z.string(),
      reason: z.string(),
      reasonCode: z.string().exactOptional(),
      reasonValues: values.exactOptional(),
    }),
  ),
  warnings: z.array(note).exactOptional(),
  matrix: z
    .array(
      z.object({
        from: z.string(),
        to: z.string(),
        vantages: z.array(z.string()),
        documented: z.object({ required: z.string(), optional: z.string(), shut: z.string() }),
        observed: z.object({ open: z.string(), notOpen: z.string(), openForbidden: z.string() }),
        verdict: z.enum(['pass', 'fail', 'inconclusive', 'notApplicable', 'waived', 'notCovered']),
        notCovered: count,
      }),
    )
    .exactOptional(),
  checks: z.array(check),
});

/** The published JSON Schema: what a reader may rely on. Unknown fields are allowed, now and later. */
export function reportJsonSchema(): Record<string, unknown> {
  return jsonSchemaOf('portwitness report', reportSchema);
}
