import { portStates, type PortState } from '../model/observation.ts';
import type { AnswerDetail, Volley, VolleyResult } from './vantage.ts';

/** Gathers what a volley sees, position by position. Positions without an answer stay `unknown`. */
export interface VolleyRecord {
  readonly start: (position: number, atMs: number) => void;
  readonly settle: (
    position: number,
    state: PortState,
    detail?: { readonly code: string; readonly from?: string | null },
    answeredAtMs?: number,
    hops?: number,
  ) => void;
  readonly isSettled: (position: number) => boolean;
  readonly stateOf: (position: number) => PortState;
  readonly startedAtMs: (position: number) => number;
  /** Time to the answer; NaN: none came. */
  readonly answerMs: (position: number) => number;
  /** Every position without an answer becomes `unknown`, for this reason. */
  readonly settleRest: (code: string) => void;
  readonly result: () => VolleyResult;
}

const stateIndex = Object.fromEntries(portStates.map((state, index) => [state, index])) as Readonly<
  Record<PortState, number>
>;
const unsettled = 255;

export function recordVolley(volley: Pick<Volley, 'ports'>): VolleyRecord {
  const count = volley.ports.length;
  const states = new Uint8Array(count).fill(unsettled);
  const startedMs = new Float64Array(count).fill(NaN);
  const answerMs = new Float32Array(count).fill(NaN);
  const hopsOf = new Uint8Array(count);
  const detailOf = new Uint16Array(count);
  const details: AnswerDetail[] = [{ code: '', from: null }];
  const known = new Map<string, number>();

  const indexOf = ({ code, from = null }: { code: string; from?: string | null }) => {
    if (code === '' && from === null) return 0;
    const key = `${code} ${from}`;
    const index = known.get(key) ?? details.push({ code, from }) - 1;
    known.set(key, index);
    return index;
  };

  const settle: VolleyRecord['settle'] = (position, state, detail, answeredAtMs, hops = 0) => {
    states[position] = stateIndex[state];
    detailOf[position] = detail === undefined ? 0 : indexOf(detail);
    hopsOf[position] = hops;
    answerMs[position] = answeredAtMs === undefined ? NaN : answeredAtMs - startedMs[position]!;
  };

  return {
    start: (position, atMs) => void (startedMs[position] = atMs),
    settle,
    isSettled: (position) => states[position] !== unsettled,
    stateOf: (position) => portStates[states[position]!] ?? 'unknown',
    startedAtMs: (position) => startedMs[position]!,
    answerMs: (position) => answerMs[position]!,
    settleRest: (code) => {
      for (let i = 0; i < count; i++) if (states[i] === unsettled) settle(i, 'unknown', { code });
    },
    result: () => ({ states, startedMs, answerMs, hops: hopsOf, detailOf, details, late: [] }),
  };
}
