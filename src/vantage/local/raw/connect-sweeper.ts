import type { Family } from '../../../model/address.ts';
import type { ReadCounters } from '../counters.ts';
import { ownMeetings } from '../own-meetings.ts';
import { shiftDrops, watchVolley, type Watched } from '../volley-watch.ts';
import { ConnectAttempts } from './connect-attempts.ts';
import type { Row } from './connect-attempts.ts';
import { ConnectSlots } from './connect-slots.ts';
import { connectVolley, pause } from './connect-volley.ts';
import type { ConnectVolley } from './connect-volley.ts';
import { EAGAIN, errnoName } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import { refill, slowDown } from './pace.ts';
import type { Order, VolleyNews } from './protocol.ts';
import { addressText, networkAddress, ownsSource } from './socket-address.ts';
import type { NetworkAddress } from './socket-address.ts';
import { addRun } from './started-runs.ts';
import type { Sweeper } from './sweeper.ts';
import * as volleys from './volley-state.ts';
import type { VolleyState } from './volley-state.ts';

export interface ConnectWorld {
  readonly kernel: Kernel;
  /** Sockets that may be held at a time. */
  readonly mostSockets: number;
  readonly isOwnAddress: (address: string) => boolean;
  readonly countersOf: (family: Family) => ReadCounters;
  readonly nowMs: () => number;
}

const startsATurn = 512;
const startsAVolley = 256;
const waitMs = 1;

/** Sweeps with the kernel's own connections, many at a time. Needs no rights. */
export class ConnectSweeper implements Sweeper {
  private readonly world: ConnectWorld;
  private readonly attempts: ConnectAttempts;
  private readonly underWay = new Map<number, ConnectVolley>();
  /** Ended before they began: only their news is left. */
  private readonly stillborn: VolleyState[] = [];
  private readonly rows = new Map<string, Row>();
  private turns = 0;

  constructor(world: ConnectWorld) {
    this.world = world;
    this.attempts = new ConnectAttempts(world.kernel, world.nowMs);
  }

  start({ id, ...shots }: Extract<Order, { kind: 'volley' }>, nowMs: number): void {
    const { kernel, isOwnAddress, countersOf } = this.world;
    const state = volleys.startVolley(id, shots, nowMs);
    const destination = networkAddress(kernel, shots.address);
    const source = shots.source === null ? null : networkAddress(kernel, shots.source);
    if (destination === undefined || source === undefined) return this.refuse(state, 'no-such-zone', nowMs);
    if (source !== null && !ownsSource(kernel, source)) return this.refuse(state, 'source-missing', nowMs);
    const row = this.rowFor(destination.family, source);
    // Where the target is this machine, its own firewall is the target's.
    const own = isOwnAddress(shots.address);
    const meetings = own ? ownMeetings() : undefined;
    const watch = own ? undefined : watchVolley(countersOf(destination.family));
    this.underWay.set(id, connectVolley({ state, destination, row, meetings, watch }));
  }

  grant(id: number, count: number): void {
    const volley = this.underWay.get(id);
    if (volley !== undefined) volleys.grant(volley.state, count);
  }

  abort(id: number, nowMs: number): void {
    const volley = this.underWay.get(id);
    if (volley !== undefined) volleys.giveUp(volley.state, 'interrupted', -Infinity, nowMs);
  }

  turn(nowMs: number): number {
    if (this.underWay.size === 0) return Infinity;
    for (const row of this.rows.values()) this.read(row);
    this.attempts.cameByMs = nowMs;
    const all = [...this.underWay.values()];
    const first = this.turns++ % all.length;
    let left = startsATurn;
    let more = false;
    for (const volley of [...all.slice(first), ...all.slice(0, first)]) {
      this.expire(volley, nowMs);
      volleys.judgeControls(volley.state, nowMs);
      const most = Math.min(left, startsAVolley);
      const started = this.startSome(volley, most, nowMs);
      left -= started;
      more ||= started > 0 && started === most;
    }
    return more ? 0 : waitMs;
  }

  news(nowMs: number, everything: boolean): VolleyNews[] {
    const told = this.stillborn.splice(0).map((state) => volleys.takeVolleyNews(state, true));
    for (const volley of this.underWay.values()) {
      const over = volleys.isOver(volley.state, nowMs);
      const watched = over ? this.finish(volley) : undefined;
      if (over || everything || volleys.isHungry(volley.state)) {
        told.push(volleys.takeVolleyNews(volley.state, over, watched));
      }
    }
    return told;
  }

  private refuse(state: VolleyState, code: string, nowMs: number): void {
    volleys.giveUp(state, code, -Infinity, nowMs);
    this.stillborn.push(state);
  }

  private rowFor(family: 4 | 6, source: NetworkAddress | null): Row {
    const key = source === null ? `${family}` : `${addressText(source.bytes)}%${source.scope}`;
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const row: Row = {
      slots: new ConnectSlots(this.world.kernel, family, source),
      volleyOf: [],
      positionOf: [],
    };
    this.rows.set(key, row);
    return row;
  }

  private read({ slots, volleyOf, positionOf }: Row): void {
    slots.poll((slot) => {
      const volley = volleyOf[slot];
      if (volley !== undefined) this.attempts.look(volley, positionOf[slot]!);
    });
  }

  /** Ends the attempts whose time is over. */
  private expire(volley: ConnectVolley, nowMs: number): void {
    const { runs, shots } = volley.state;
    while (volley.expiring < runs.first.length) {
      const run = volley.expiring;
      if (nowMs - runs.startedMs[run]! < shots.timeoutMs) return;
      const first = runs.first[run]!;
      for (let i = 0; i < runs.count[run]!; i++) this.attempts.drop(volley, first + i);
      volley.expiring++;
    }
  }

  private startSome(volley: ConnectVolley, most: number, nowMs: number): number {
    const { state } = volley;
    if (state.unsent !== null || nowMs < volley.pausedUntilMs) return 0;
    const tokens = refill(state.pace, nowMs);
    const count = Math.min(most, tokens, state.credit, state.shots.ports.length - state.next);
    if (count <= 0) return 0;
    const first = state.next;
    volley.watch?.batchStarts();
    let started = 0;
    while (started < count && this.startNext(volley)) started++;
    volley.watch?.batchStarted(Array.from({ length: started }, (_, i) => first + i));
    state.pace.tokens -= started;
    return started;
  }

  /** Starts the next position. False: there is no socket for it now. */
  private startNext(volley: ConnectVolley): boolean {
    const { state } = volley;
    const position = state.next;
    const nowMs = this.world.nowMs();
    const begun = this.attempts.begin(volley, position, this.mostFor(volley.row));
    if (begun.slot < 0 && begun.said === -EAGAIN) return false;
    if (begun.slot < 0) {
      slowDown(state.pace);
      if (pause(volley, nowMs) || volley.row.slots.held > 0) return false;
    }
    addRun(state.runs, position, 1, nowMs);
    volleys.watchControls(state, position, 1);
    state.next++;
    state.credit--;
    if (begun.slot >= 0) this.attempts.follow(volley, position, begun);
    else this.attempts.put(volley, position, { state: 'unknown', hops: 0, code: errnoName(-begun.said) });
    return true;
  }

  private mostFor(row: Row): number {
    let others = 0;
    for (const { slots } of this.rows.values()) if (slots !== row.slots) others += slots.size;
    return Math.max(1, this.world.mostSockets - others);
  }

  private finish(volley: ConnectVolley): Watched | undefined {
    this.underWay.delete(volley.state.id);
    for (let position = 0; position < volley.state.next; position++) this.attempts.drop(volley, position);
    if (this.underWay.size === 0) {
      // The machine gets its descriptors back.
      for (const { slots } of this.rows.values()) slots.close();
      this.rows.clear();
    }
    const shiftMs = this.world.nowMs() - performance.now();
    const watched = volley.watch?.end();
    return watched === undefined ? undefined : shiftDrops(watched, shiftMs);
  }
}
