import { answerOf, isExhaustion } from '../../answers.ts';
import type { ConnectSlots } from './connect-slots.ts';
import { localPortOf } from './connect-slots.ts';
import type { ConnectVolley } from './connect-volley.ts';
import { EALREADY, EINPROGRESS, EISCONN, errnoName } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import { putAnswer } from './volley-state.ts';
import type { Word } from './volley-state.ts';

/** Another source port is chosen each time: meeting ourselves so often is no chance any more. */
const triesToMeetAnother = 8;

/** Without answers within the call, it is only tried now and then whether they come so again. */
const triedEvery = 64;

/** Sockets of one family and source, and what each is used for. */
export interface Row {
  readonly slots: ConnectSlots;
  readonly volleyOf: (ConnectVolley | undefined)[];
  readonly positionOf: number[];
}

/** What becomes of single attempts: begun, looked at, settled. */
export class ConnectAttempts {
  private readonly kernel: Kernel;
  private readonly nowMs: () => number;
  /** The latest moment at which no answer had been looked for yet. */
  cameByMs = 0;

  constructor(kernel: Kernel, nowMs: () => number) {
    this.kernel = kernel;
    this.nowMs = nowMs;
  }

  /** Begins a connection: `slot` and what the call said, or an errno: the machine had no socket or port left. */
  begin(volley: ConnectVolley, position: number, mostSlots: number): Begun {
    const { row, state, socketAddress, meetings } = volley;
    const slot = row.slots.take(mostSlots);
    if (slot < 0) return { slot: -1, said: slot };
    const port = state.shots.ports[position]!;
    socketAddress.writeUInt16BE(port, 2);
    const said = this.kernel.connect(row.slots.descriptorOf(slot), socketAddress);
    if (said !== -EINPROGRESS && said < 0 && isExhaustion(errnoName(-said))) {
      row.slots.release(slot);
      return { slot: -1, said };
    }
    row.volleyOf[slot] = volley;
    row.positionOf[slot] = position;
    volley.slotOf[position] = slot + 1;
    meetings?.started(port);
    return { slot, said };
  }

  /** Goes on with what was begun: on this machine and its virtual wires the answer is there already. */
  follow(volley: ConnectVolley, position: number, { said }: Begun): void {
    if (said !== -EINPROGRESS) this.settle(volley, position, said, true);
    else if (volley.immediate || position % triedEvery === 0) volley.immediate = this.look(volley, position);
  }

  /** Asks a socket how its connection goes. True: it is settled. */
  look(volley: ConnectVolley, position: number): boolean {
    const slot = volley.slotOf[position]! - 1;
    volley.socketAddress.writeUInt16BE(volley.state.shots.ports[position]!, 2);
    const said = this.kernel.connect(volley.row.slots.descriptorOf(slot), volley.socketAddress);
    if (said === -EALREADY) return false;
    this.settle(volley, position, said, false);
    return true;
  }

  /** Ends an attempt that has no answer. */
  drop(volley: ConnectVolley, position: number): void {
    const slot = volley.slotOf[position]! - 1;
    if (slot < 0) return;
    this.forget(volley, position, slot);
    volley.row.slots.release(slot);
  }

  put({ state }: ConnectVolley, position: number, word: Word): void {
    putAnswer(state, position, word, this.nowMs(), this.cameByMs);
  }

  private settle(volley: ConnectVolley, position: number, said: number, atOnce: boolean): void {
    const { row, meetings, state, destination } = volley;
    const slot = volley.slotOf[position]! - 1;
    const port = state.shots.ports[position]!;
    volley.pauses = 0;
    this.forget(volley, position, slot);
    if (said >= 0 || said === -EISCONN) {
      const sourcePort = meetings === undefined ? 0 : localPortOf(this.kernel, row.slots.descriptorOf(slot));
      row.slots.release(slot);
      const met = sourcePort === port || meetings?.met(port, sourcePort) === true;
      if (met) return this.askAgain(volley, position, { state: 'unknown', hops: 0, code: 'met-itself' });
      return this.put(volley, position, { state: 'open', hops: 0 });
    }
    const answer = answerOf(errnoName(-said), destination.family, atOnce);
    row.slots.giveBack(slot);
    // The kernel's own patience ended first: the attempt stays unanswered until its time-out.
    if (answer.state === 'silent') return;
    const word = { ...answer, hops: 0 };
    // The other half of a pair that was discarded hears of it as a reset.
    if (answer.state === 'open' && meetings !== undefined) return this.askAgain(volley, position, word);
    this.put(volley, position, word);
  }

  private askAgain(volley: ConnectVolley, position: number, atLast: Word): void {
    const tries = (volley.metAt.get(position) ?? 0) + 1;
    volley.metAt.set(position, tries);
    if (tries >= triesToMeetAnother) return this.put(volley, position, atLast);
    const begun = this.begin(volley, position, Infinity);
    if (begun.slot < 0) return this.put(volley, position, atLast);
    // Looked at later: by then the other half of the pair is gone.
    if (begun.said !== -EINPROGRESS) this.settle(volley, position, begun.said, true);
  }

  private forget({ row, slotOf, meetings, state }: ConnectVolley, position: number, slot: number): void {
    row.volleyOf[slot] = undefined;
    slotOf[position] = 0;
    meetings?.ended(state.shots.ports[position]!);
  }
}

export interface Begun {
  /** -1: nothing was begun. */
  readonly slot: number;
  /** What connect() answered; where nothing was begun, the negative errno of why. */
  readonly said: number;
}
