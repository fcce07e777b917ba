import type { Socket } from 'node:net';
import type { Family } from '../../model/address.ts';
import type { Answer } from '../answers.ts';
import type { Volley } from '../vantage.ts';
import type { VolleyRecord } from '../volley-record.ts';
import { backoff } from './backoff.ts';
import { beginAttempt, type AttemptEnd } from './connect-attempt.ts';
import type { ReadCounters } from './counters.ts';
import { deadlines, type Deadlines } from './deadlines.ts';
import type { OwnMeetings } from './own-meetings.ts';
import { sameTurn } from './same-turn.ts';
import type { SocketBudget } from './socket-budget.ts';
import type { VolleyWatch } from './volley-watch.ts';

/** What the sender needs of its machine. */
export interface ConnectMachine {
  readonly budget: SocketBudget;
  /** Whether the scope allows a packet to this address, now. */
  readonly guard: (address: string) => boolean;
  /** The kernel's counters of a family; this machine's own unless a test says otherwise. */
  readonly countersOf: (family: Family) => ReadCounters;
}

/** What hears of a volley's course. */
export interface VolleyEars {
  /** The last attempt has been started. */
  readonly allSent: () => void;
  readonly watch?: VolleyWatch;
  /** Where the target is this machine: sockets of ours may meet there. */
  readonly meetings?: OwnMeetings;
}

/** Sockets started in one turn of the event loop: between two turns the answers that came are taken in. */
const batch = 128;
/** How soon to look again for a socket that somebody else in the process may have given back. */
const roomWaitMs = 10;
/** Another source port is chosen each time: meeting ourselves so often is no chance any more. */
const triesToMeetAnother = 8;

/** A volley's sockets and its place in the order of asking. */
export class OpenVolley {
  readonly #volley: Volley;
  readonly #machine: ConnectMachine;
  readonly #record: VolleyRecord;
  readonly #ears: VolleyEars;
  readonly #sockets = new Map<number, Socket>();
  readonly #expiry: Deadlines;
  readonly #turn = sameTurn();
  readonly #backoff = backoff();
  /** Positions to be asked once more, and how often that was so for meeting ourselves. */
  readonly #again: number[] = [];
  readonly #meetingsAt = new Map<number, number>();
  #next = 0;
  /** Waits for a socket to be given back, here or elsewhere in the process. */
  #wantsRoom = false;
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #finished: () => void = () => undefined;

  constructor(volley: Volley, machine: ConnectMachine, record: VolleyRecord, ears: VolleyEars) {
    this.#volley = volley;
    this.#machine = machine;
    this.#record = record;
    this.#ears = ears;
    this.#expiry = deadlines(volley.timeoutMs, (position, startedMs) => {
      // A position that was asked again stands in the queue once more, with its later start.
      if (!this.#sockets.has(position) || record.startedAtMs(position) !== startedMs) return;
      this.#release(position);
      this.#settle(position, { state: 'silent', code: '' });
    });
  }

  /** Settles when every position has its answer or its time-out, or the volley was called off. */
  async carryOut(): Promise<void> {
    const { signal } = this.#volley;
    const abort = () => this.#abort();
    signal?.addEventListener('abort', abort, { once: true });
    await new Promise<void>((resolve) => {
      this.#finished = resolve;
      if (signal?.aborted === true) this.#abort();
      else this.#pump();
    });
    signal?.removeEventListener('abort', abort);
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    this.#expiry.stop();
  }

  get #left(): number {
    return this.#again.length + this.#volley.ports.length - this.#next;
  }

  /** Starts what may be started now, and sees to it that it is called again while something is left. */
  #pump(): void {
    this.#timer = this.#immediate = undefined;
    if (this.#left === 0) {
      if (this.#sockets.size === 0) this.#finished();
      return;
    }
    if (!this.#machine.guard(this.#volley.address)) return this.#leaveScope();
    const pauseMs = this.#backoff.pauseMs();
    if (pauseMs > 0) return this.#pumpAfter(pauseMs);
    const room = this.#machine.budget.take(Math.min(batch, this.#left));
    this.#wantsRoom = room === 0;
    if (this.#wantsRoom) return this.#pumpAfter(roomWaitMs);
    const { granted, waitMs } = this.#volley.allowance.take(room);
    this.#machine.budget.give(room - granted);
    this.#turn.mark();
    if (granted > 0) this.#startBatch(granted);
    if (this.#left === 0) this.#ears.allSent();
    if (granted > 0) this.#pumpSoon();
    else this.#pumpAfter(waitMs);
  }

  #pumpSoon(): void {
    if (this.#timer === undefined) this.#immediate ??= setImmediate(() => this.#pump());
  }

  #pumpAfter(waitMs: number): void {
    this.#timer = setTimeout(() => this.#pump(), Math.max(1, waitMs));
  }

  #startBatch(count: number): void {
    this.#ears.watch?.batchStarts();
    const positions = Array.from({ length: count }, () => this.#again.pop() ?? this.#next++);
    for (const position of positions) this.#start(position);
    // Node begins to connect in the next tick.
    if (this.#ears.watch !== undefined) process.nextTick(this.#ears.watch.batchStarted, positions);
  }

  #start(position: number): void {
    const { address, source, ports } = this.#volley;
    const port = ports[position]!;
    const startedMs = performance.now();
    this.#record.start(position, startedMs);
    this.#expiry.add(position, startedMs);
    this.#ears.meetings?.started(port);
    const socket = beginAttempt({ address, port, source }, this.#turn.holds, (end) => {
      if (this.#sockets.get(position) === socket) this.#ended(position, end);
    });
    this.#sockets.set(position, socket);
  }

  #ended(position: number, end: AttemptEnd): void {
    const port = this.#volley.ports[position]!;
    this.#release(position);
    if (end.kind === 'exhausted') return this.#ranOut(position, end.errno);
    this.#backoff.recovered();
    if (
      end.kind === 'met-itself' ||
      (end.kind === 'open' && this.#ears.meetings?.met(port, end.sourcePort) === true)
    )
      return this.#askAgainOr(position, { state: 'unknown', code: 'met-itself' });
    if (end.kind === 'open') return this.#settle(position, { state: 'open', code: '' });
    // The other half of a pair that was discarded hears of it as a reset.
    if (end.answer.code === 'reset-after-handshake' && this.#ears.meetings !== undefined)
      return this.#askAgainOr(position, end.answer);
    this.#settle(position, end.answer);
  }

  #askAgainOr(position: number, atLast: Answer): void {
    const meetings = (this.#meetingsAt.get(position) ?? 0) + 1;
    this.#meetingsAt.set(position, meetings);
    if (meetings >= triesToMeetAnother) return this.#settle(position, atLast);
    this.#again.push(position);
    this.#pumpSoon();
  }

  /** The machine refused a socket: wait longer each time, hold fewer, and ask again. */
  #ranOut(position: number, errno: string): void {
    this.#machine.budget.shrink();
    if (this.#backoff.isSpent() && this.#sockets.size === 0)
      return this.#settle(position, { state: 'unknown', code: errno });
    this.#backoff.ranOut();
    this.#again.push(position);
    this.#pumpSoon();
  }

  #release(position: number): void {
    this.#sockets.get(position)?.destroy();
    this.#sockets.delete(position);
    this.#ears.meetings?.ended(this.#volley.ports[position]!);
    this.#machine.budget.give(1);
    if (!this.#wantsRoom) return;
    this.#wantsRoom = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pumpSoon();
  }

  #settle(position: number, { state, code }: Answer): void {
    this.#record.settle(position, state, { code }, state === 'silent' ? undefined : performance.now());
    if (this.#left === 0 && this.#sockets.size === 0) this.#finished();
  }

  #leaveScope(): void {
    const rest = this.#again.splice(0);
    while (this.#next < this.#volley.ports.length) rest.push(this.#next++);
    for (const position of rest) this.#settle(position, { state: 'unknown', code: 'out-of-scope' });
  }

  #abort(): void {
    for (const position of this.#sockets.keys()) this.#release(position);
    this.#record.settleRest('interrupted');
    this.#finished();
  }
}
