import { setTimeout as sleep } from 'node:timers/promises';
import { familyOf } from '../../model/address.ts';
import type { Reason } from '../../model/reason.ts';
import type { Answer } from '../answers.ts';
import { deadlines, type Deadlines } from '../local/deadlines.ts';
import type { Volley, VolleyResult } from '../vantage.ts';
import { recordVolley, type VolleyRecord } from '../volley-record.ts';
import { answerOfFailure } from './channel-answers.ts';
import type { Asked, ChannelEnd, Lane } from './lane.ts';
import { leastHeld, type Lanes } from './lanes.ts';

/** Asked for in one go: between two, the server's answers are taken in. */
const batch = 64;
/** A server that forbids so many in a row, and allows none, forbids all. */
const forbiddenInARow = 64;
/** A server that ran out of descriptors is asked so often again, each time on a fresh connection. */
const mostTries = 3;
/** Windows takes three resets, half a second apart, for one refusal. */
const leastWaitOfWindowsMs = 2500;

/** An attempt that has no answer yet. */
interface Awaited {
  readonly lane: Lane;
  readonly asked: Asked;
  /** When its time began to run; NaN: the server may not have begun it. */
  fromMs: number;
}

/** A volley's channels and its place in the order of asking. */
export class SshVolley {
  readonly #volley: Volley;
  readonly #lanes: Lanes;
  readonly #guard: (address: string) => boolean;
  readonly #notExcluded: readonly Reason[];
  readonly #record: VolleyRecord;
  readonly #awaited = new Map<number, Awaited>();
  readonly #tries = new Map<number, number>();
  readonly #again: number[] = [];
  readonly #late: { port: number; state: 'open' | 'refused'; hops: number }[] = [];
  readonly #expiry: Deadlines;
  #expired: number[] = [];
  #next = 0;
  #forbidden = 0;
  #isOver = false;
  #over: () => void = () => undefined;
  /** Something was put back to be asked again, or all is over. */
  #stir: () => void = () => undefined;

  constructor(
    volley: Volley,
    lanes: Lanes,
    guard: (address: string) => boolean,
    windows: boolean,
    notExcluded: readonly Reason[],
  ) {
    this.#volley = volley;
    this.#lanes = lanes;
    this.#guard = guard;
    this.#notExcluded = notExcluded;
    this.#record = recordVolley(volley);
    const waitMs = windows ? Math.max(leastWaitOfWindowsMs, volley.timeoutMs) : volley.timeoutMs;
    this.#expiry = deadlines(waitMs, (position, fromMs) => this.#expire(position, fromMs));
  }

  async carryOut(allSent: () => void): Promise<VolleyResult> {
    const { signal } = this.#volley;
    const over = new Promise<void>((resolve) => (this.#over = resolve));
    const abort = () => this.#end('interrupted');
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted === true) abort();
    await this.#ask(allSent);
    await over;
    signal?.removeEventListener('abort', abort);
    this.#expiry.stop();
    return { ...this.#record.result(), late: this.#late, notExcluded: this.#notExcluded };
  }

  /** Asks on until everything has its answer: what ran out at the server is put back while others wait. */
  async #ask(allSent: () => void): Promise<void> {
    const { ports, address, allowance, signal } = this.#volley;
    while (!this.#isOver) {
      const left = this.#again.length + ports.length - this.#next;
      if (left === 0) {
        allSent();
        if (this.#awaited.size === 0) return this.#end('');
        await new Promise<void>((resolve) => (this.#stir = resolve));
        continue;
      }
      const lane = await this.#lanes.withRoom(signal);
      if (this.#isOver) return;
      if (lane === undefined) return this.#end('ssh-lost');
      // The very moment before the packets: nothing is awaited between this and the asking.
      if (!this.#guard(address)) {
        this.#leaveScope();
        continue;
      }
      const { granted, waitMs } = allowance.take(Math.min(batch, left, this.#lanes.roomOf(lane)));
      if (granted > 0) this.#askBatch(lane, granted);
      else await sleep(Math.max(1, waitMs), undefined, { ref: true });
      if (granted > 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #askBatch(lane: Lane, count: number): void {
    const { address, ports } = this.#volley;
    const positions = Array.from({ length: count }, () => this.#again.pop() ?? this.#next++);
    for (const position of positions) {
      this.#record.start(position, performance.now());
      const asked = lane.open({ address, port: ports[position]! }, (end) => this.#ended(position, lane, end));
      this.#awaited.set(position, { lane, asked, fromMs: NaN });
    }
    // An attempt's time runs from when the server surely had begun it, never from when we wrote of it.
    void lane.passed().then((passed) => {
      if (!passed) return;
      const fromMs = performance.now();
      for (const position of positions) {
        const attempt = this.#awaited.get(position);
        if (attempt?.lane !== lane) continue;
        attempt.fromMs = fromMs;
        this.#expiry.add(position, fromMs);
      }
    });
  }

  #ended(position: number, lane: Lane, end: ChannelEnd): void {
    // Nobody talks here: the handshake is all that was asked for.
    if (end.kind === 'open') end.channel.resume().destroy();
    const answer = this.#answerOf(end, lane);
    if (this.#awaited.get(position)?.lane !== lane) return this.#endedLate(position, answer);
    this.#awaited.delete(position);
    if (answer.code === 'ssh-forwarding-prohibited') this.#forbidden++;
    else this.#forbidden = -Infinity;
    // Few channels exhaust nobody: then the same words speak of a route.
    if ('again' in answer && lane.held() >= leastHeld && this.#mayTryAgain(position)) {
      this.#lanes.ranOut(lane);
      this.#again.push(position);
    } else {
      this.#settle(position, answer);
    }
    if (this.#forbidden >= forbiddenInARow) this.#end('ssh-forwarding-prohibited');
    this.#stir();
  }

  #answerOf(end: ChannelEnd, { windows }: Lane): Answer {
    if (end.kind === 'open') return { state: 'open', code: '' };
    if (end.kind === 'lost') return { state: 'unknown', code: 'ssh-dropped' };
    return answerOfFailure(end.failure, familyOf(this.#volley.address), windows);
  }

  #endedLate(position: number, { state }: Answer): void {
    if (this.#isOver || (state !== 'open' && state !== 'refused')) return;
    this.#late.push({ port: this.#volley.ports[position]!, state, hops: 0 });
  }

  #mayTryAgain(position: number): boolean {
    const tries = (this.#tries.get(position) ?? 1) + 1;
    this.#tries.set(position, tries);
    return tries <= mostTries;
  }

  /** Time is up: silence counts once the server has shown, by a word of its own, that it was there all the time. */
  #expire(position: number, fromMs: number): void {
    // A position that was asked again has its own time.
    if (this.#awaited.get(position)?.fromMs !== fromMs) return;
    if (this.#expired.push(position) > 1) return;
    setImmediate(() => {
      const lanes = new Map<Lane, number[]>();
      for (const each of this.#expired.splice(0)) {
        const lane = this.#awaited.get(each)?.lane;
        if (lane !== undefined) lanes.set(lane, [...(lanes.get(lane) ?? []), each]);
      }
      for (const [lane, positions] of lanes) void this.#settleSilent(lane, positions);
    });
  }

  async #settleSilent(lane: Lane, positions: readonly number[]): Promise<void> {
    // A lane that is lost ends its channels by itself.
    if (!(await lane.passed())) return;
    for (const position of positions) {
      const attempt = this.#awaited.get(position);
      if (attempt?.lane !== lane) continue;
      this.#awaited.delete(position);
      attempt.asked.giveUp();
      this.#settle(position, { state: 'silent', code: '' });
    }
    this.#stir();
  }

  #settle(position: number, { state, code }: Answer): void {
    this.#record.settle(position, state, { code }, state === 'silent' ? undefined : performance.now());
  }

  /** Nothing more is asked; what was asked before may still be answered. */
  #leaveScope(): void {
    const rest = this.#again.splice(0);
    while (this.#next < this.#volley.ports.length) rest.push(this.#next++);
    for (const position of rest) this.#settle(position, { state: 'unknown', code: 'out-of-scope' });
  }

  /** What has no answer yet stays unknown, for this reason. */
  #end(code: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const { asked } of this.#awaited.values()) asked.giveUp();
    this.#awaited.clear();
    this.#record.settleRest(code);
    this.#stir();
    this.#over();
  }
}
