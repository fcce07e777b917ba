import { answerOf } from '../../answers.ts';
import { AnswerReader } from './answer-reader.ts';
import type { BacklogCounter } from './backlog.ts';
import { errnoName } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import { Lanes } from './lanes.ts';
import type { LaneInUse } from './lanes.ts';
import { lookAtNeighbour, neighbourAsked, watchNeighbour } from './neighbour-watch.ts';
import type { RouteTable } from './neighbour-watch.ts';
import { continuePace, refill, slowDown } from './pace.ts';
import type { Order, VolleyNews } from './protocol.ts';
import { networkAddress, ownsSource } from './socket-address.ts';
import type { SourcePorts } from './source-ports.ts';
import type { Sweeper } from './sweeper.ts';
import { SynSender } from './syn-sender.ts';
import { positionAnswered, synVolley } from './syn-volley.ts';
import type { SynVolley } from './syn-volley.ts';
import { dueAgain, markOverflow, forgetOverflown } from './syn-again.ts';
import { wordOf } from './syn-word.ts';
import * as volleys from './volley-state.ts';
import type { VolleyState } from './volley-state.ts';
import { cookieKeyWords } from './wire/cookie.ts';
import type { PacketAnswer } from './wire/answers.ts';

export interface SynWorld {
  readonly kernel: Kernel;
  readonly ports: SourcePorts;
  readonly routes: RouteTable | undefined;
  readonly backlog: BacklogCounter;
  /** Fills with randomness that nobody can guess. */
  readonly randomWords: (count: number) => Uint32Array;
  readonly nowMs: () => number;
}

/** Packets a turn, over all volleys: answers are read between turns. */
const packetsATurn = 1024;
const packetsAVolley = 256;
/** Sent by another thread at the same time, which does nothing else: that one is done a little later. */
const packetsAside = 512;
const overflowEveryMs = 10;
const waitMs = 1;

/** So many answers within `overflowEveryMs` can themselves fill the backlog, which holds a thousand. */
const floodOfAnswers = 100;

/** Volleys that are over, whose late answers are still understood. */
const rememberedVolleys = 8;

/** Sweeps with raw SYNs. */
export class SynSweeper implements Sweeper {
  private readonly world: SynWorld;
  private readonly lanes: Lanes;
  private readonly sender: SynSender;
  private readonly reader: AnswerReader;
  private readonly underWay = new Map<number, SynVolley>();
  /** Ended before they began: only their news is left. */
  private readonly stillborn: VolleyState[] = [];
  private readonly remembered: { volley: SynVolley; lane: LaneInUse }[] = [];
  private readonly laneOf = new Map<SynVolley, LaneInUse>();
  private lookedForOverflowMs = 0;
  private backlogDropped: number;
  /** Since the counter was looked at last. */
  private answersRead = 0;
  private turns = 0;

  constructor(world: SynWorld) {
    this.world = world;
    this.lanes = new Lanes(world.kernel, world.ports);
    this.sender = new SynSender(world.kernel, world.nowMs);
    this.reader = new AnswerReader(world.kernel);
    this.backlogDropped = world.backlog.dropped();
  }

  start({ id, ...shots }: Extract<Order, { kind: 'volley' }>, nowMs: number): void {
    const { kernel, ports, routes, randomWords } = this.world;
    const state = volleys.startVolley(id, shots, nowMs);
    const destination = networkAddress(kernel, shots.address);
    const source = shots.source === null ? null : networkAddress(kernel, shots.source);
    if (destination === undefined || source === undefined) return this.refuse(state, 'no-such-zone', nowMs);
    if (source !== null && !ownsSource(kernel, source)) return this.refuse(state, 'source-missing', nowMs);
    const lane = this.lanes.laneFor(destination, source, nowMs);
    if (typeof lane === 'number') {
      return this.refuse(state, answerOf(errnoName(lane), destination.family, true).code, nowMs);
    }
    const route = routes?.routeTo(destination, lane.lane.source);
    const volley = synVolley({
      state,
      lane: lane.lane,
      destination,
      key: randomWords(cookieKeyWords),
      ports,
      portOffset: randomWords(1)[0]!,
      neighbour:
        routes === undefined || route === undefined ? undefined : watchNeighbour(routes, route, nowMs),
    });
    const before = lane.volleys.at(destination.bytes);
    for (const earlier of before) takeOverLate(earlier, volley);
    if (before[0] !== undefined) state.pace = continuePace(before[0].state.pace, nowMs);
    lane.volleys.add(volley);
    this.laneOf.set(volley, lane);
    this.underWay.set(id, volley);
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
    for (const lane of this.lanes.open.values()) this.read(lane, nowMs);
    this.lookForOverflow(nowMs);
    return this.sendWhatMay(nowMs) ? 0 : waitMs;
  }

  news(nowMs: number, everything: boolean): VolleyNews[] {
    const told: VolleyNews[] = this.stillborn.splice(0).map((state) => volleys.takeVolleyNews(state, true));
    for (const volley of this.underWay.values()) {
      const over = volleys.isOver(volley.state, nowMs);
      if (over) this.finish(volley, nowMs);
      if (over || everything || volleys.isHungry(volley.state)) {
        told.push(volleys.takeVolleyNews(volley.state, over));
      }
    }
    return told;
  }

  private refuse(state: VolleyState, code: string, nowMs: number): void {
    volleys.giveUp(state, code, -Infinity, nowMs);
    this.stillborn.push(state);
  }

  private read(lane: LaneInUse, nowMs: number): void {
    const cameByMs = lane.readMs;
    this.answersRead += this.reader.read(lane.lane, (answer, asked, from) => {
      for (const volley of lane.volleys.at(asked)) {
        const position = positionAnswered(volley, answer);
        if (position < 0) continue;
        this.take(volley, position, answer, from, nowMs, cameByMs);
        return;
      }
    });
    lane.readMs = nowMs;
  }

  private take(
    volley: SynVolley,
    position: number,
    answer: PacketAnswer,
    from: Uint8Array,
    nowMs: number,
    cameByMs: number,
  ): void {
    const home = volley.neighbour?.route.kind === 'local';
    const word = wordOf(
      volley.family,
      answer,
      from,
      answer.kind === 'error' && !home && this.lanes.isOwn(from),
      volley.neighbour?.route.kind === 'gateway',
    );
    if (word === undefined) return;
    if (this.underWay.get(volley.state.id) === volley) {
      volleys.putAnswer(volley.state, position, word, nowMs, cameByMs);
    } else {
      const heir = this.laneOf
        .get(volley)
        ?.volleys.at(volley.destination.bytes)
        .find(({ state }) => this.underWay.has(state.id));
      volleys.putLate((heir ?? volley).state, answer.port, word);
    }
  }

  /** Answers that were lost on our side are no silence: what they may have answered is asked again, or unknown. */
  private lookForOverflow(nowMs: number): void {
    if (nowMs - this.lookedForOverflowMs < overflowEveryMs) return;
    this.lookedForOverflowMs = nowMs;
    const dropped = this.world.backlog.dropped();
    // The counter is the whole machine's. Where few answers came to us, the flood was somebody else's, and what
    // we lost in it the controls tell, as of any loss on the path.
    const everywhere = dropped > this.backlogDropped && this.answersRead >= floodOfAnswers;
    this.backlogDropped = dropped;
    this.answersRead = 0;
    const full = new Set([...this.lanes.open.values()].filter((lane) => this.lanes.newlyLost(lane) > 0));
    for (const volley of this.underWay.values()) {
      if (!everywhere && !full.has(this.laneOf.get(volley)!)) continue;
      markOverflow(volley, nowMs);
      slowDown(volley.state.pace);
    }
  }

  /** True: there is more to send at once. */
  private sendWhatMay(nowMs: number): boolean {
    this.sender.endAside();
    let left = packetsATurn;
    let more = false;
    for (const volley of rotated([...this.underWay.values()], this.turns++)) {
      if (left <= 0) return true;
      volleys.judgeControls(volley.state, nowMs);
      const may = this.mayLeave(volley, nowMs);
      const aside = this.sendAside(volley, may);
      const most = Math.min(left, may - aside, packetsAVolley);
      const sent = most <= 0 ? 0 : this.sendSome(volley, most, nowMs);
      left -= sent;
      more ||= sent > 0 && sent >= most && most === packetsAVolley;
    }
    return more;
  }

  private mayLeave(volley: SynVolley, nowMs: number): number {
    const { neighbour, state } = volley;
    const tokens = refill(state.pace, nowMs);
    if (neighbour === undefined || state.unsent !== null) return tokens;
    const look = lookAtNeighbour(neighbour, nowMs);
    if (look === 'gone') {
      const sinceMs = Math.min(neighbour.seenMs, neighbour.askedMs);
      // A gateway that is gone says nothing of the target; a target that is gone on its own link does.
      const code = neighbour.route.kind === 'gateway' ? 'gateway-unresolved' : 'neighbour-unresolved';
      volleys.giveUp(state, code, sinceMs, nowMs);
    }
    return { all: tokens, one: Math.min(1, tokens), wait: 0, gone: 0 }[look];
  }

  /** Where the pace leaves enough for two threads. */
  private sendAside(volley: SynVolley, may: number): number {
    if (may < packetsAside + packetsAVolley || volley.state.unsent !== null) return 0;
    const sent = this.sender.sendAside(volley, packetsAside);
    volley.state.pace.tokens -= sent;
    return sent;
  }

  private sendSome(volley: SynVolley, most: number, nowMs: number): number {
    const again = dueAgain(volley, most, nowMs);
    let sent = again.length === 0 ? 0 : this.sender.sendAgain(volley, again);
    if (sent < most && volley.state.unsent === null) sent += this.sender.sendFirst(volley, most - sent);
    if (sent > 0 && volley.neighbour !== undefined) neighbourAsked(volley.neighbour, nowMs);
    volley.state.pace.tokens -= sent;
    return sent;
  }

  private finish(volley: SynVolley, nowMs: number): void {
    forgetOverflown(volley, nowMs);
    this.underWay.delete(volley.state.id);
    this.remembered.push({ volley, lane: this.laneOf.get(volley)! });
    while (this.remembered.length > rememberedVolleys) {
      const { volley: oldest, lane } = this.remembered.shift()!;
      lane.volleys.remove(oldest);
      this.laneOf.delete(oldest);
    }
  }

  close(): void {
    this.lanes.close();
  }
}

function takeOverLate(before: SynVolley, volley: SynVolley): void {
  volley.state.log.late.push(...before.state.log.late.splice(0));
}

/** Begins at another one each turn, so that none waits for the others. */
function rotated<T>(all: readonly T[], by: number): T[] {
  const start = all.length === 0 ? 0 : by % all.length;
  return [...all.slice(start), ...all.slice(0, start)];
}
