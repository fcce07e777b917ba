import type { Sequence } from '../probe/sweeps/sequence.ts';
import type { AnswerDetail, VolleyResult } from '../vantage/vantage.ts';

/** A volley that is done; controls stand between the others. */
export interface Sent {
  readonly ports: Uint16Array;
  readonly result: VolleyResult;
  readonly isControl: boolean;
}

/**
 * Volleys at several addresses, in the order in which they were sent one after another, as one: those that are
 * controls vouch for their neighbours as controls at the same address would.
 */
export function mergeVolleys(sent: readonly Sent[]): {
  readonly sequence: Sequence;
  readonly result: VolleyResult;
} {
  const others = sent.filter(({ isControl }) => !isControl);
  const attempts = sent.flatMap(({ ports, result, isControl }) =>
    Array.from(ports, (port, at) => ({ port, at, isControl, result })),
  );
  const count = attempts.length;
  const details: AnswerDetail[] = [{ code: '', from: null }];
  const merged = {
    states: new Uint8Array(count),
    startedMs: new Float64Array(count),
    answerMs: new Float32Array(count),
    hops: new Uint8Array(count),
    detailOf: new Uint16Array(count),
    details,
    late: others.flatMap(({ result }) => result.late),
    notExcluded: others.flatMap(({ result }) => result.notExcluded ?? []),
  };
  attempts.forEach(({ at, result }, i) => {
    merged.states[i] = result.states[at]!;
    merged.startedMs[i] = result.startedMs[at]!;
    merged.answerMs[i] = result.answerMs[at]!;
    merged.hops[i] = result.hops[at]!;
    merged.detailOf[i] = intern(details, result.details[result.detailOf[at]!]!);
  });
  return {
    sequence: {
      ports: Uint16Array.from(attempts, ({ port }) => port),
      controls: Uint32Array.from(attempts.flatMap(({ isControl }, i) => (isControl ? [i] : []))),
    },
    result: merged,
  };
}

function intern(details: AnswerDetail[], { code, from }: AnswerDetail): number {
  if (code === '' && from === null) return 0;
  const known = details.findIndex((detail) => detail.code === code && detail.from === from);
  return known > 0 ? known : details.push({ code, from }) - 1;
}
