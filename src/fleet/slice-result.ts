import * as z from 'zod';
import type { VantageProof } from '../evidence/journal.ts';
import { observationLine } from '../evidence/saved-shapes.ts';
import type { Observation } from '../model/observation.ts';
import type { Reason } from '../model/reason.ts';

export const sliceResultSchemaId = 'portwitness/slice-result/1';

/** What a worker answers, signed with its own key and bound to the very text of the slice that it answers. */
export interface SliceResult {
  readonly schema: typeof sliceResultSchemaId;
  /** Hexadecimal SHA-256 of the slice's text: it names run, plan, session, number and vantage. */
  readonly order: string;
  readonly vantage: string;
  readonly host: string;
  readonly version: string;
  /** On the worker's clock. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Attempts started, controls included. */
  readonly attempts: number;
  /** It was not cut short. */
  readonly whole: boolean;
  /** Why nothing was asked; null: it was. */
  readonly refused: Reason | null;
  /** Where the packets left from; null: none did. */
  readonly proof: VantageProof | null;
  /** All that each address showed. */
  readonly shown: readonly (readonly Observation[])[];
}

const reason = z.looseObject({ code: z.string(), values: z.record(z.string(), z.unknown()) });
const when = z.iso.datetime();

const proof = z.looseObject({
  kind: z.literal('vantage'),
  name: z.string(),
  source: z.array(z.string()),
  interfaces: z.array(z.looseObject({ name: z.string(), address: z.string(), mac: z.string() })),
  routes: z.array(z.looseObject({ to: z.string() })),
});

const resultShape = z.looseObject({
  schema: z.literal(sliceResultSchemaId),
  order: z.string(),
  vantage: z.string(),
  host: z.string().max(300),
  version: z.string().max(100),
  startedAt: when,
  finishedAt: when,
  attempts: z.number().nonnegative(),
  whole: z.boolean(),
  refused: reason.nullable(),
  proof: proof.nullable(),
  shown: z.array(z.array(observationLine.refine(({ kind }) => kind !== 'end')).min(1)),
});

/** Reads a result's text; undefined: it is none. */
export function readSliceResult(text: string): SliceResult | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return undefined;
  }
  return resultShape.safeParse(raw).success ? (raw as SliceResult) : undefined;
}
