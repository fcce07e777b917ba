import { sha256Of } from '../evidence/manifest.ts';
import { jsonLine } from '../evidence/whole-file.ts';
import type { FleetKey } from '../evidence/signature/fleet-key.ts';
import { signText, type SignedText } from '../evidence/signature/signed-text.ts';
import type { Method, Target } from '../model/plan.ts';
import type { VantageSettings } from '../model/site.ts';
import type { Order } from './admit-result.ts';
import { sliceSchemaId, type Slice } from './slice.ts';

/** What the slices of one vantage share. */
export type SliceOrdering = Omit<Slice, 'schema' | 'slice' | 'targets' | 'issuedAt' | 'anchors'>;

/** A slice's text, signed, and what its answer must speak of. */
export interface OrderedSlice {
  readonly order: Order;
  readonly signed: SignedText;
}

export function orderingOf(
  run: Pick<Slice, 'run' | 'session' | 'plan' | 'site' | 'notAfter' | 'sweeper'>,
  vantage: string,
  { source, standsFor }: Pick<VantageSettings, 'source' | 'standsFor'>,
  method: Method,
): SliceOrdering {
  return { ...run, vantage, source, standsFor, method };
}

export function orderSlice(
  ordering: SliceOrdering,
  slice: number,
  targets: readonly Target[],
  anchors: Slice['anchors'],
  key: FleetKey,
  issuedAt: Date,
): OrderedSlice {
  const whole: Slice = {
    schema: sliceSchemaId,
    ...ordering,
    slice,
    issuedAt: issuedAt.toISOString(),
    anchors,
    targets,
  };
  // JSON has no infinity: a pace without a limit is null there, as in a run's files
  const text = jsonLine(whole).trimEnd();
  return {
    order: {
      slice,
      vantage: ordering.vantage,
      sha256: sha256Of(Buffer.from(text)),
      targets: targets.map(({ vantage, address }) => ({ vantage, address })),
    },
    signed: signText('slice', text, key),
  };
}
