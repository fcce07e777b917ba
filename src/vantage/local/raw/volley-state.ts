import { portStates } from '../../../model/observation.ts';
import type { PortState } from '../../../model/observation.ts';
import type { Watched } from '../volley-watch.ts';
import { detailOf, emptyLog, logAnswer, takeNews } from './answer-log.ts';
import type { AnswerLog } from './answer-log.ts';
import type { Shots, VolleyEnd, VolleyNews } from './protocol.ts';
import { controlLost, positionAnswered, positionsSent, startPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { noRuns, runOf, takeRuns } from './started-runs.ts';
import type { StartedRuns } from './started-runs.ts';

/** What both ways of sweeping keep of a volley under way. */
export interface VolleyState {
  readonly id: number;
  readonly shots: Shots;
  /** Best state of each position yet, as an index into `portStates` plus one; 0: no answer. */
  readonly states: Uint8Array;
  readonly runs: StartedRuns;
  readonly log: AnswerLog;
  pace: Pace;
  /** Attempts granted and not started yet. */
  credit: number;
  /** First position that was not started. */
  next: number;
  answered: number;
  /** Slowest answer yet; 0: none came. */
  slowestMs: number;
  /** Started controls in order, and the first that is not judged yet. */
  readonly controls: ControlWatch;
  /** Set: nothing more is started, and this is why. */
  unsent: { code: string; from: string | null } | null;
  /** Attempts asked of the parent and not granted yet. */
  wanted: number;
}

interface ControlWatch {
  readonly is: Uint8Array;
  readonly position: number[];
  judged: number;
}

export function startVolley(id: number, shots: Shots, nowMs: number): VolleyState {
  const is = new Uint8Array(Math.ceil(shots.ports.length / 8));
  for (const position of shots.controls) is[position >>> 3]! |= 1 << (position & 7);
  return {
    id,
    shots,
    states: new Uint8Array(shots.ports.length),
    runs: noRuns(),
    log: emptyLog(),
    pace: startPace(nowMs),
    credit: 0,
    next: 0,
    answered: 0,
    slowestMs: 0,
    controls: { is, position: [], judged: 0 },
    unsent: null,
    wanted: 0,
  };
}

export function isControl(volley: VolleyState, position: number): boolean {
  return ((volley.controls.is[position >>> 3]! >>> (position & 7)) & 1) === 1;
}

/** Remembers controls among the positions just started, so that their loss is noticed. */
export function watchControls(volley: VolleyState, first: number, count: number): void {
  positionsSent(volley.pace, first);
  for (let position = first; position < first + count; position++) {
    if (isControl(volley, position)) volley.controls.position.push(position);
  }
}

/**
 * Whether a second word on a position replaces the first: open beats refused beats rejected. Unknown stays: a
 * packet that our own firewall kept may still bring its reset, which says nothing of the far port.
 */
const rank: Readonly<Record<PortState, number>> = { open: 4, unknown: 3, refused: 2, rejected: 1, silent: 0 };

function replaces(word: PortState, before: PortState): boolean {
  return word !== 'unknown' && rank[word] > rank[before];
}

export const stateIndex = Object.fromEntries(portStates.map((state, i) => [state, i])) as Readonly<
  Record<PortState, number>
>;

export interface Word {
  readonly state: PortState;
  readonly hops: number;
  readonly code?: string;
  readonly from?: string | null;
}

/**
 * Puts an answer down. `nowMs` is when it was read, `cameByMs` the latest moment at which nothing had been
 * read yet: an answer is late only when it can't have come in time.
 */
export function putAnswer(
  volley: VolleyState,
  position: number,
  word: Word,
  nowMs: number,
  cameByMs: number,
): void {
  const run = runOf(volley.runs, position);
  if (run < 0) return;
  const startedMs = volley.runs.startedMs[run]!;
  if (cameByMs - startedMs > volley.shots.timeoutMs) {
    putLate(volley, volley.shots.ports[position]!, word);
    return;
  }
  const before = volley.states[position]!;
  if (before !== 0 && !replaces(word.state, portStates[before - 1]!)) return;
  volley.states[position] = stateIndex[word.state] + 1;
  const answerMs = nowMs - startedMs;
  if (before === 0) {
    volley.answered++;
    if (word.state !== 'unknown') noteLiving(volley, position, answerMs);
  }
  const detail =
    word.code === undefined || word.code === '' ? 0 : detailOf(volley.log, word.code, word.from ?? null);
  logAnswer(
    volley.log,
    position,
    stateIndex[word.state],
    word.hops,
    detail,
    word.state === 'unknown' ? Number.NaN : answerMs,
  );
}

/** What comes too late is still evidence; a bound keeps a flood of it from filling the memory. */
const mostLate = 65_536;

export function putLate(volley: VolleyState, port: number, { state, hops }: Word): void {
  if (state !== 'unknown' && volley.log.late.length < mostLate) volley.log.late.push({ port, state, hops });
}

function noteLiving(volley: VolleyState, position: number, answerMs: number): void {
  volley.slowestMs = Math.max(volley.slowestMs, answerMs);
  positionAnswered(volley.pace, position, isControl(volley, position));
}

/** An answer is overdue, for the pace's sake, after a few times the slowest yet: never sooner than the timer's grain. */
const overdueFactor = 6;
const soonestOverdueMs = 30;

/** Tells the pace of controls that should have answered by now. */
export function judgeControls(volley: VolleyState, nowMs: number): void {
  const { controls, runs, states, shots } = volley;
  const overdueMs =
    volley.slowestMs === 0
      ? shots.timeoutMs
      : Math.min(shots.timeoutMs, Math.max(soonestOverdueMs, overdueFactor * volley.slowestMs));
  while (controls.judged < controls.position.length) {
    const position = controls.position[controls.judged]!;
    if (states[position] === 0) {
      if (nowMs - runs.startedMs[runOf(runs, position)]! < overdueMs) return;
      controlLost(volley.pace, position);
    }
    controls.judged++;
  }
}

/** Ends the volley early: what was not started is unknown, and so is what was started since `sinceMs` without an answer. */
export function giveUp(volley: VolleyState, code: string, sinceMs: number, nowMs: number): void {
  volley.unsent = { code, from: null };
  for (let run = volley.runs.first.length - 1; run >= 0; run--) {
    if (volley.runs.startedMs[run]! < sinceMs) break;
    forgetSilence(volley, run, code, nowMs);
  }
}

/** The unanswered positions of this run did not stay silent: whether they answered could not be seen. */
export function forgetSilence(volley: VolleyState, run: number, code: string, nowMs: number): void {
  const first = volley.runs.first[run]!;
  for (let position = first; position < first + volley.runs.count[run]!; position++) {
    if (volley.states[position] === 0)
      putAnswer(volley, position, { state: 'unknown', hops: 0, code }, nowMs, 0);
  }
}

/** Everything has its answer or its time-out. */
export function isOver(volley: VolleyState, nowMs: number): boolean {
  const { shots, runs, next, answered } = volley;
  if (next < shots.ports.length && volley.unsent === null) return false;
  if (runs.leaving >= 0) return false;
  if (answered >= next) return true;
  return nowMs - (runs.startedMs.at(-1) ?? 0) >= shots.timeoutMs;
}

/** How far ahead attempts are asked for: what the pace starts while the parent is asked. */
const aheadMs = 60;

export function grant(volley: VolleyState, count: number): void {
  volley.credit += count;
  volley.wanted = Math.max(0, volley.wanted - count);
}

/** Asks for more when half of what was granted is used, and never twice. */
function askForCredit(volley: VolleyState): number {
  const ahead = Math.ceil((volley.pace.rate * aheadMs) / 1000);
  if (volley.unsent !== null || volley.wanted > 0 || volley.credit > ahead / 2) return 0;
  volley.wanted = Math.min(volley.shots.ports.length - volley.next - volley.credit, ahead);
  return volley.wanted;
}

export function takeVolleyNews(volley: VolleyState, over: boolean, watched?: Watched): VolleyNews {
  const { answers, details, late } = takeNews(volley.log);
  return {
    id: volley.id,
    started: takeRuns(volley.runs),
    answers,
    details,
    late,
    wants: askForCredit(volley),
    sent: volley.unsent !== null || (volley.next >= volley.shots.ports.length && volley.runs.leaving < 0),
    done: over ? endOf(volley, watched) : null,
  };
}

function endOf({ unsent }: VolleyState, watched: Watched | undefined): VolleyEnd {
  const end = { unsent: unsent ?? { code: '', from: null } };
  return watched === undefined ? end : { ...end, watched };
}

/** The parent should hear of it at once: more is to be granted. */
export function isHungry(volley: VolleyState): boolean {
  const ahead = (volley.pace.rate * aheadMs) / 1000;
  const left = volley.shots.ports.length - volley.next - volley.credit;
  return volley.unsent === null && volley.wanted === 0 && left > 0 && volley.credit <= ahead / 2;
}
