import type { Family } from '../../../model/address.ts';
import { answerOf } from '../../answers.ts';
import { EAGAIN, EINTR, ENOBUFS, EPERM, errnoName } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import { SendBatch, sendCapacity } from './message-batches.ts';
import { slowDown } from './pace.ts';
import { addRun, allLeft, beginLeaving } from './started-runs.ts';
import { sourcePortOf } from './syn-volley.ts';
import type { SynVolley } from './syn-volley.ts';
import { putAnswer, watchControls } from './volley-state.ts';
import { sealPosition } from './wire/cookie.ts';
import { segmentBytes, writeSyn } from './wire/syn-segment.ts';

/** SYNs under way on another thread. */
interface Aside {
  readonly volley: SynVolley;
  readonly batch: SendBatch;
  readonly count: number;
  /** How many have left. */
  at: number;
  /** The other thread is done with them. */
  back: boolean;
}

/** Sends SYNs in batches: one at a time itself, and another one meanwhile on another thread. */
export class SynSender {
  private readonly batches = new Map<Family, SendBatch>();
  private readonly asideBatches = new Map<Family, SendBatch>();
  private readonly positions = new Uint32Array(sendCapacity);
  private readonly asidePositions = new Uint32Array(sendCapacity);
  private aside: Aside | undefined;
  private readonly kernel: Kernel;
  private readonly nowMs: () => number;

  constructor(kernel: Kernel, nowMs: () => number) {
    this.kernel = kernel;
    this.nowMs = nowMs;
  }

  /** Starts up to `most` attempts. Answers how many packets were tried. */
  sendFirst(volley: SynVolley, most: number): number {
    const { state } = volley;
    const count = this.takeNext(volley, most, this.positions);
    const batch = this.lay(volley, this.batches, this.positions, count);
    return this.send(volley, batch, this.positions, 0, count, (from, started) => {
      addRun(state.runs, this.positions[from]!, started, this.nowMs());
      watchControls(state, this.positions[from]!, started);
      state.next += started;
      state.credit -= started;
    });
  }

  /**
   * Starts up to `most` attempts on another thread: most of the time goes by in the kernel, and a machine has more
   * processors than one. Answers how many packets were tried; 0: an earlier batch is still under way.
   */
  sendAside(volley: SynVolley, most: number): number {
    if (this.aside !== undefined) return 0;
    const { state, lane } = volley;
    const count = this.takeNext(volley, most, this.asidePositions);
    if (count === 0) return 0;
    const batch = this.lay(volley, this.asideBatches, this.asidePositions, count);
    beginLeaving(state.runs, state.next, count, this.nowMs());
    watchControls(state, state.next, count);
    state.next += count;
    state.credit -= count;
    const aside: Aside = { volley, batch, count, at: 0, back: false };
    this.aside = aside;
    batch.sendAside(lane.asideSender, volley.socketAddress, count, (sent) => {
      aside.at = sent;
      aside.back = true;
      this.endAside();
    });
    return count;
  }

  /** Sends what the other thread left over. */
  endAside(): void {
    const { aside } = this;
    if (aside?.back !== true) return;
    const { volley, batch, count } = aside;
    const { state } = volley;
    if (state.unsent === null) {
      aside.at = this.send(volley, batch, this.asidePositions, aside.at, count, () => undefined);
      if (aside.at < count) return;
    }
    // A volley that was given up sends no more: what had not left is not silent.
    for (let i = aside.at; i < count; i++) {
      const word = { state: 'unknown', hops: 0, code: state.unsent!.code } as const;
      putAnswer(state, this.asidePositions[i]!, word, this.nowMs(), 0);
    }
    allLeft(state.runs, this.nowMs());
    this.aside = undefined;
  }

  /** Sends unanswered positions of one run again, `state.next` unchanged. Answers how many packets were tried. */
  sendAgain(volley: SynVolley, positions: readonly number[]): number {
    this.positions.set(positions);
    const batch = this.lay(volley, this.batches, this.positions, positions.length);
    return this.send(volley, batch, this.positions, 0, positions.length, () => undefined);
  }

  /** Puts the next positions that may start into `into`. Answers how many. */
  private takeNext({ state }: SynVolley, most: number, into: Uint32Array): number {
    const count = Math.min(most, sendCapacity, state.credit, state.shots.ports.length - state.next);
    for (let i = 0; i < count; i++) into[i] = state.next + i;
    return count;
  }

  /** Sends from place `at` on. Answers the place that it came to. */
  private send(
    volley: SynVolley,
    batch: SendBatch,
    positions: Uint32Array,
    at: number,
    count: number,
    onGone: (from: number, count: number) => void,
  ): number {
    const { sender } = volley.lane;
    let failures = 0;
    while (at < count) {
      const sent = batch.send(sender, volley.socketAddress, at, count - at);
      if (sent > 0) {
        onGone(at, sent);
        at += sent;
        failures = 0;
      } else if (sent === -EAGAIN) {
        break;
      } else if (sent === -ENOBUFS) {
        slowDown(volley.state.pace);
        break;
      } else if (sent !== -EINTR && (sent === -EPERM || ++failures > pendingErrors)) {
        onGone(at, 1);
        this.putFailure(volley, positions[at]!, -sent);
        at++;
        failures = 0;
      }
    }
    return at;
  }

  private lay(
    volley: SynVolley,
    batches: Map<Family, SendBatch>,
    positions: Uint32Array,
    count: number,
  ): SendBatch {
    const batch = this.batchOf(volley.family, batches);
    const { template, key, state } = volley;
    for (let i = 0; i < count; i++) {
      const position = positions[i]!;
      const sequence = sealPosition(key, position);
      const port = state.shots.ports[position]!;
      writeSyn(batch.segments, i * segmentBytes, template, sourcePortOf(volley, position), port, sequence);
    }
    return batch;
  }

  private batchOf(family: Family, batches: Map<Family, SendBatch>): SendBatch {
    const batch = batches.get(family) ?? new SendBatch(this.kernel, family);
    batches.set(family, batch);
    return batch;
  }

  /** EPERM is our own firewall: it saw the packet and would not have it. */
  private putFailure({ state, family }: SynVolley, position: number, errno: number): void {
    const { code } = answerOf(errnoName(errno), family, true);
    putAnswer(state, position, { state: 'unknown', hops: 0, code }, this.nowMs(), 0);
  }
}

/**
 * A socket tells an error that came for an earlier packet at its next call, once: only an error that comes again
 * is about this packet.
 */
const pendingErrors = 2;
