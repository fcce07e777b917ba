import type { Family } from '../../../model/address.ts';
import { answerOf } from '../../answers.ts';
import { EAGAIN, EINTR, ENOBUFS, EPERM, errnoName } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import { SendBatch, sendCapacity } from './message-batches.ts';
import { slowDown } from './pace.ts';
import { addRun } from './started-runs.ts';
import { sourcePortOf } from './syn-volley.ts';
import type { SynVolley } from './syn-volley.ts';
import { putAnswer, watchControls } from './volley-state.ts';
import { sealPosition } from './wire/cookie.ts';
import { segmentBytes, writeSyn } from './wire/syn-segment.ts';

/** Sends SYNs in batches. */
export class SynSender {
  private readonly batches = new Map<Family, SendBatch>();
  private readonly positions = new Uint32Array(sendCapacity);
  private readonly kernel: Kernel;
  private readonly nowMs: () => number;

  constructor(kernel: Kernel, nowMs: () => number) {
    this.kernel = kernel;
    this.nowMs = nowMs;
  }

  /** Starts up to `most` attempts. Answers how many packets were tried. */
  sendFirst(volley: SynVolley, most: number): number {
    const { state } = volley;
    const count = Math.min(most, sendCapacity, state.credit, state.shots.ports.length - state.next);
    for (let i = 0; i < count; i++) this.positions[i] = state.next + i;
    const gone = this.send(volley, count, (from, started) => {
      addRun(state.runs, this.positions[from]!, started, this.nowMs());
      watchControls(state, this.positions[from]!, started);
      state.next += started;
      state.credit -= started;
    });
    return gone;
  }

  /** Sends unanswered positions of one run again, `state.next` unchanged. Answers how many packets were tried. */
  sendAgain(volley: SynVolley, positions: readonly number[]): number {
    this.positions.set(positions);
    return this.send(volley, positions.length, () => undefined);
  }

  private send(volley: SynVolley, count: number, onGone: (from: number, count: number) => void): number {
    const batch = this.lay(volley, count);
    const { sender } = volley.lane;
    let at = 0;
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
        this.putFailure(volley, this.positions[at]!, -sent);
        at++;
        failures = 0;
      }
    }
    return at;
  }

  private lay(volley: SynVolley, count: number): SendBatch {
    const batch = this.batchOf(volley.family);
    const { template, key, state } = volley;
    for (let i = 0; i < count; i++) {
      const position = this.positions[i]!;
      const sequence = sealPosition(key, position);
      const port = state.shots.ports[position]!;
      writeSyn(batch.segments, i * segmentBytes, template, sourcePortOf(volley, position), port, sequence);
    }
    return batch;
  }

  private batchOf(family: Family): SendBatch {
    const batch = this.batches.get(family) ?? new SendBatch(this.kernel, family);
    this.batches.set(family, batch);
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
