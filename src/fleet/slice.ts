import * as z from 'zod';
import { planHead, planPart } from '../evidence/saved-shapes.ts';
import { unlimited } from '../evidence/read-run.ts';
import type { Method, Target } from '../model/plan.ts';
import type { RunWorld } from '../run/world.ts';

export const sliceSchemaId = 'portwitness/slice/1';

/** Part of a plan that one worker carries out: some addresses of one vantage. */
export interface Slice {
  readonly schema: typeof sliceSchemaId;
  readonly run: string;
  /** One for each time that a coordinator began or went on with the run: what an earlier one ordered is over. */
  readonly session: string;
  /** Hexadecimal SHA-256 of the whole plan, as the run's folder keeps it. */
  readonly plan: string;
  /** Counted from 1 over the session. */
  readonly slice: number;
  readonly site: string;
  readonly vantage: string;
  /** Addresses that packets leave from; empty: the worker's own choice. */
  readonly source: readonly string[];
  readonly standsFor: readonly string[];
  readonly issuedAt: string;
  /** When nothing may be sent any more; null: there is no such time. */
  readonly notAfter: string | null;
  /** Its pace is that of all workers of the vantage together. */
  readonly method: Method;
  readonly sweeper: RunWorld['sweeper'];
  readonly targets: readonly Target[];
  /** Trust anchors that expectations name, by the name that they are asked for: PEM. */
  readonly anchors: Readonly<Record<string, string>>;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const idText = z.string().min(1).max(200);

const sliceShape = z.looseObject({
  schema: z.literal(sliceSchemaId),
  run: idText,
  session: idText,
  plan: sha256,
  slice: z.int().min(1),
  site: z.string(),
  vantage: idText,
  source: z.array(z.string()),
  standsFor: z.array(z.string()),
  issuedAt: z.iso.datetime(),
  notAfter: z.iso.datetime().nullable(),
  method: planHead.shape.method,
  sweeper: z.enum(['auto', 'connect', 'syn']),
  targets: z.array(planPart.options[0].shape.target).min(1),
  anchors: z.record(z.string(), z.string()),
});

/** Reads a slice's text; undefined: it is none, or one of another version. */
export function readSlice(text: string): Slice | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!sliceShape.safeParse(raw).success) return undefined;
  const slice = raw as Slice;
  return { ...slice, method: { ...slice.method, pace: unlimited(slice.method.pace) } };
}
