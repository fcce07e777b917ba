import { lastPort } from '../model/ports.ts';
import { portStates, type PortState } from '../model/observation.ts';
import type { Reason } from '../model/reason.ts';
import type { Sequence } from '../probe/sweeps/sequence.ts';
import type { AnswerDetail, VolleyResult } from '../vantage/vantage.ts';

const size = lastPort + 1;
const [open, refused, rejected, silent, unknown] = [0, 1, 2, 3, 4];
/** A stronger observation replaces a weaker one: an answer is never forgotten for a later silence. */
const strength = [4, 3, 2, 1, 0];
const notAsked = 255;

/** What is known of every port of one address, by port number. */
export interface Tally {
  /** Index into `portStates`; 255: not asked. */
  readonly state: Uint8Array;
  /** Attempts started. */
  readonly made: Uint8Array;
  /** Silent: attempts that count. Refused: resets seen. */
  readonly counted: Uint8Array;
  readonly hops: Uint8Array;
  /** Index into `details`; 0: none. */
  readonly detail: Uint16Array;
  readonly details: AnswerDetail[];
  /** What the sender could not exclude on its machine, the latest word by code. */
  readonly notExcluded: Map<string, Reason>;
}

/** What one volley's controls said. */
export interface ControlCount {
  readonly asked: number;
  readonly lost: number;
  /** Attempts whose controls were lost or too far away: made again. */
  readonly voided: number;
  /** Attempts that were answered, controls left out. */
  readonly answered: number;
  readonly slowestMs: number;
  /** Hops that the controls' answers had left, 0: not known. */
  readonly hops: number;
}

export function emptyTally(): Tally {
  return {
    state: new Uint8Array(size).fill(notAsked),
    made: new Uint8Array(size),
    counted: new Uint8Array(size),
    hops: new Uint8Array(size),
    detail: new Uint16Array(size),
    details: [{ code: '', from: null }],
    notExcluded: new Map(),
  };
}

export function stateOf(tally: Tally, port: number): PortState | undefined {
  return portStates[tally.state[port]!];
}

/** Forgets how many silent attempts count, not what answered: a new stage begins afresh. */
export function countAfresh(tally: Tally): void {
  for (let port = 0; port < size; port++) if (tally.state[port]! >= silent) tally.counted[port] = 0;
}

/** When a port that resets has been asked enough: after so many resets, or after so many attempts. */
export interface ResetsWanted {
  readonly resets: number;
  readonly attempts: number;
}

/** The ports of `among` that still need asking: no answer yet, and too few attempts that count. */
export function pendingPorts(
  tally: Tally,
  among: Uint16Array,
  attempts: number,
  wanted: ResetsWanted,
): Uint16Array {
  return among.filter((port) => {
    const state = tally.state[port]!;
    if (state === open || state === rejected) return false;
    if (state === unknown && isLasting(tally.details[tally.detail[port]!]!.code)) return false;
    const counted = tally.counted[port]!;
    if (state === refused) return counted < wanted.resets && tally.made[port]! < wanted.attempts;
    return counted < attempts;
  });
}

/** What a living path answers at the control port. */
export type ControlAnswer = 'open' | 'refused';

/**
 * Enters a volley's outcome. Silence, a reset or a rejection counts only where the controls before and after
 * it, each within `gapMs`, gave the answer of a living path: a device that has had enough of the scanner
 * resets or rejects everything, and a router whose far side is gone rejects for it. Only an open port is
 * believed whenever it shows. Without controls no silence counts.
 */
export function enterVolley(
  tally: Tally,
  { ports, controls }: Sequence,
  result: VolleyResult,
  { gapMs, controlAnswer }: { readonly gapMs: number; readonly controlAnswer: ControlAnswer },
): ControlCount {
  const lives = (position: number): boolean => {
    const state = result.states[position]!;
    return state === open || (state === refused && controlAnswer === 'refused');
  };
  const translate = new Map<number, number>();
  const detailAt = (position: number): number => {
    const theirs = result.detailOf[position]!;
    if (theirs === 0) return 0;
    const known = translate.get(theirs) ?? internDetail(tally, result.details[theirs]!);
    translate.set(theirs, known);
    return known;
  };
  let [asked, lost, voided, answered, slowestMs] = [0, 0, 0, 0, 0];
  const hopsSeen = new Set<number>();
  for (const position of controls) {
    const state = result.states[position]!;
    if (state === unknown) continue;
    asked++;
    if (!lives(position)) {
      lost++;
      continue;
    }
    slowestMs = Math.max(slowestMs, result.answerMs[position]!);
    hopsSeen.add(result.hops[position]!);
    // The control may itself be a forbidden port: what it shows is kept like any other's.
    if (controlAnswer === 'refused') enter(tally, ports[position]!, state, result.hops[position]!, 0, false);
  }

  // Of the controls before and after a position: `next` is the later one's place in `controls`.
  let next = 0;
  let [bothLive, beforeMs, afterMs] = [false, 0, 0];
  for (let position = 0; position < ports.length; position++) {
    if (position === controls[next]) {
      next++;
      bothLive = next < controls.length && lives(position) && lives(controls[next]!);
      beforeMs = result.startedMs[position]!;
      afterMs = bothLive ? result.startedMs[controls[next]!]! : 0;
      continue;
    }
    const port = ports[position]!;
    const state = result.states[position]!;
    const startedMs = result.startedMs[position]!;
    // not a number: it did not start
    if (startedMs >= 0 && tally.made[port]! < 255) tally.made[port]!++;
    const bracketed = bothLive && startedMs - beforeMs <= gapMs && afterMs - startedMs <= gapMs;
    const isVoid = controls.length > 0 && !bracketed && state !== open && state !== unknown;
    if (isVoid) voided++;
    else if (state < silent) answered++;
    if (isVoid && state !== silent) enter(tally, port, unknown, 0, controlLost(tally), false);
    else {
      const counts = state === silent && bracketed;
      enter(tally, port, state, result.hops[position]!, detailAt(position), counts);
    }
  }
  for (const { port, state, hops: left } of result.late) {
    const index = portStates.indexOf(state);
    if (index <= refused) enter(tally, port, index, left, 0, false);
  }
  for (const reason of result.notExcluded ?? []) tally.notExcluded.set(reason.code, reason);
  // Answers of several distances are no measure for others'.
  const hops = hopsSeen.size === 1 ? [...hopsSeen][0]! : 0;
  return { asked, lost, voided, answered, slowestMs, hops };
}

/** An answer beside a lost control: it says nothing, and the port is asked again. */
function controlLost(tally: Tally): number {
  return internDetail(tally, { code: 'control-lost', from: null });
}

/** Forgets what ports answered that was no handshake: it was asked without controls. */
export function forgetShut(tally: Tally, ports: Uint16Array): void {
  for (const port of ports) {
    if (tally.state[port] === open) continue;
    tally.state[port] = notAsked;
    tally.counted[port] = 0;
    tally.made[port] = 0;
  }
}

/** Of every port of every address: no object is made for it. `counts`: its silence does. */
function enter(
  tally: Tally,
  port: number,
  state: number,
  hops: number,
  detail: number,
  counts: boolean,
): void {
  const before = tally.state[port]!;
  if (before === unknown && isOwnDoing(tally, tally.detail[port]!) && state !== open) return;
  const own = state === unknown && isOwnDoing(tally, detail) && before !== open;
  if (before === notAsked || own || strength[state]! > strength[before]!) {
    tally.state[port] = state;
    tally.hops[port] = hops;
    tally.detail[port] = detail;
    if (state < silent) tally.counted[port] = 0;
  }
  const repeated = state === refused && tally.state[port] === refused;
  if (repeated || (counts && tally.state[port] === silent)) {
    tally.counted[port] = Math.min(255, tally.counted[port]! + 1);
  }
}

/** Causes that asking again does not mend: our own firewall, a route that is not there, an address out of scope. */
function isLasting(code: string): boolean {
  return code.startsWith('own-') || code.includes('route') || lastingCodes.has(code);
}

const lastingCodes: ReadonlySet<string> = new Set([
  'family-missing',
  'gateway-unresolved',
  'interrupted',
  'neighbour-unresolved',
  'out-of-scope',
  'source-missing',
  'ssh-forwarding-prohibited',
  'ssh-forwarding-unsupported',
  'ssh-lost',
  'ssh-name-failed',
]);

/** This machine itself answered or dropped: no later silence or refusal at that port says anything of the far side. */
function isOwnDoing(tally: Tally, detail: number): boolean {
  return detail !== 0 && tally.details[detail]!.code.startsWith('own-');
}

function internDetail(tally: Tally, detail: AnswerDetail): number {
  const known = tally.details.findIndex(({ code, from }) => code === detail.code && from === detail.from);
  return known > 0 ? known : tally.details.push(detail) - 1;
}
