import { sha256Of } from '../evidence/manifest.ts';
import type { SliceRecord } from '../evidence/slice-record.ts';
import type { FleetKey } from '../evidence/signature/fleet-key.ts';
import type { Observation } from '../model/observation.ts';
import type { Plan, Target } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import { admitResult, type Admission, type Order } from './admit-result.ts';
import { cutPlan } from './cut.ts';
import { holdsForJudge } from './holds-for-judge.ts';
import { orderSlice, type OrderedSlice, type SliceOrdering } from './order-slice.ts';
import { jobId } from './queue/queue-names.ts';
import type { QueueLook, SliceQueue } from './queue/slice-queue.ts';
import type { Slice } from './slice.ts';
import type { SliceResult } from './slice-result.ts';

/** All that one address showed, and whether it need not be asked again. */
export interface Gathered {
  readonly shown: readonly Observation[];
  readonly whole: boolean;
}

/** One vantage of a run, asked by its workers. */
export interface VantageOrder {
  readonly vantage: string;
  /** The whole plan, with the vantage's share of the pace. */
  readonly plan: Plan;
  readonly ordering: SliceOrdering;
  /** Public keys of its workers. */
  readonly workers: readonly string[];
  readonly key: FleetKey;
  readonly anchorsOf: (targets: readonly Target[]) => Promise<Slice['anchors']>;
}

/** Who is told of what becomes of slices. */
export interface SliceCourse {
  readonly now: () => Date;
  readonly emit: (gathered: Gathered) => void;
  /** What was emitted has not been taken: nothing new is ordered. */
  readonly busy: () => boolean;
  readonly keep: (record: SliceRecord) => void;
  /** A worker answered: for the evidence, and for the clocks. */
  readonly onResult: (result: SliceResult, key: string, issuedAt: Date) => void;
  /** What a person who waits must know. */
  readonly tell: (reason: Reason) => void;
}

/** Slices left in the queue at a time: enough for many workers, and little to lose. */
const mostOrdered = 64;
/** A slice that was lost, or answered by somebody else, is ordered so often in all. */
const mostOrders = 4;

interface Pending extends OrderedSlice {
  readonly targets: readonly Target[];
  readonly issuedAt: Date;
  orders: number;
}

/**
 * The slices of one vantage: which were ordered, and what became of each. Its calls reject where the queue does not
 * answer, and may be made again.
 */
export class SliceBook {
  readonly #order: VantageOrder;
  readonly #queue: SliceQueue;
  readonly #course: SliceCourse;
  readonly #cutter: Generator<readonly Target[]>;
  #next: IteratorResult<readonly Target[]>;
  #slices = 0;
  /** By job. */
  readonly #pending = new Map<string, Pending>();
  /** By the order's hash: what was accepted, to know a second answer by. */
  readonly #accepted = new Map<string, { readonly order: Order; readonly sha256: string }>();
  /** Attempts of the slices that have their answer. */
  attempts = 0;

  constructor(order: VantageOrder, queue: SliceQueue, course: SliceCourse) {
    this.#order = order;
    this.#queue = queue;
    this.#course = course;
    this.#cutter = cutPlan(order.plan, order.vantage);
    this.#next = this.#cutter.next();
  }

  /** The jobs whose answers are waited for. */
  get waitedFor(): string[] {
    return [...this.#pending.keys()];
  }

  /** Nothing is left to order. */
  get allOrdered(): boolean {
    return this.#next.done === true;
  }

  async orderMore(): Promise<void> {
    const { ordering, anchorsOf, key } = this.#order;
    while (!this.#course.busy() && this.#pending.size < mostOrdered && this.#next.done !== true) {
      const targets = this.#next.value;
      const issuedAt = this.#course.now();
      const number = ++this.#slices;
      const made = orderSlice(ordering, number, targets, await anchorsOf(targets), key, issuedAt);
      const id = jobId(ordering.run, ordering.session, number, 1);
      // noted first: an order whose answer is lost may have arrived all the same
      this.#pending.set(id, { ...made, targets, issuedAt, orders: 1 });
      this.#next = this.#cutter.next();
      await this.#queue.order(id, made.signed);
    }
  }

  /** Takes the answers that are there. `stop`: nothing is ordered again. Answers whether anything happened. */
  async follow({ states, done }: QueueLook, stop: Reason | undefined): Promise<boolean> {
    let happened = false;
    for (const [id, state] of states) {
      const one = this.#pending.get(id);
      if (one === undefined || state === 'waiting') continue;
      happened = true;
      if (state === 'done') await this.#take(id, one, stop);
      else if (stop === undefined) await this.#orderAgain(id, one, state, 'sliceLost');
      else this.#giveUp(id, one, stop);
    }
    const mine = `${this.#order.ordering.run}.`;
    for (const id of done)
      if (id.startsWith(mine) && !states.has(id) && !this.#pending.has(id)) await this.#examine(id);
    return happened;
  }

  /** Whatever has no answer now has none: by name, why. */
  abandon(why: Reason): void {
    for (const [id, one] of this.#pending) this.#giveUp(id, one, why);
    for (; this.#next.done !== true; this.#next = this.#cutter.next()) this.#fail(this.#next.value, why);
  }

  async #take(id: string, one: Pending, stop: Reason | undefined): Promise<void> {
    const answer = await this.#queue.answerOf(id);
    const admission = believable(admitResult(answer, one.order, this.#order.workers), one);
    if (!admission.admitted) {
      const { why } = admission;
      this.#record(one.order, { standing: 'not-believed', why });
      const values = { slice: one.order.slice, vantage: this.#order.vantage, why };
      this.#course.tell({ code: 'fleetNotBelieved', values });
      if (stop === undefined) await this.#orderAgain(id, one, why, 'sliceNotBelieved');
      else this.#giveUp(id, one, stop);
      return;
    }
    this.#pending.delete(id);
    const { result, signed } = admission;
    const { order } = one;
    this.#accepted.set(order.sha256, { order, sha256: sha256Of(Buffer.from(signed.text)) });
    this.#course.onResult(result, signed.key, one.issuedAt);
    this.#record(order, { standing: result.refused === null ? 'accepted' : 'refused', result: signed });
    this.attempts += result.attempts;
    if (result.refused === null) this.#tell(result, stop === undefined);
    else {
      this.#course.tell(result.refused);
      this.#fail(order.targets, result.refused);
    }
    // it goes by itself after two days
    await this.#queue.forget(id).catch(() => undefined);
  }

  #tell({ shown, whole }: SliceResult, goesOn: boolean): void {
    for (const one of shown)
      this.#course.emit({
        shown: one,
        whole: whole && goesOn && !one.every(({ kind }) => kind === 'failure'),
      });
  }

  async #orderAgain(id: string, one: Pending, why: string, code: string): Promise<void> {
    this.#pending.delete(id);
    await this.#queue.forget(id).catch(() => undefined);
    const { ordering, vantage } = this.#order;
    const { slice } = one.order;
    if (one.orders >= mostOrders) {
      this.#record(one.order, { standing: 'lost', why });
      this.#fail(one.order.targets, { code, values: { slice, vantage, why, run: ordering.run } });
      return;
    }
    one.orders++;
    const anew = jobId(ordering.run, ordering.session, slice, one.orders);
    this.#pending.set(anew, one);
    await this.#queue.order(anew, one.signed);
  }

  /** An answer that nobody waits for: another one to a slice that has one, or somebody's own doing. */
  async #examine(id: string): Promise<void> {
    const { run, session } = this.#order.ordering;
    // what an earlier session ordered was asked again, or is kept
    if (id.startsWith(`${run}.${session}.`)) {
      const raw = await this.#queue.answerOf(id);
      const found = this.#acceptedBy(raw);
      if (found === undefined) this.#record(null, { standing: 'not-believed', why: 'not-ordered' });
      else if (found.sha256 !== sha256Of(Buffer.from(found.admission.signed.text))) {
        const { order, admission } = found;
        this.#record(order, { standing: 'doubled', result: admission.signed });
        // what was seen open then was open; the failure that follows leaves the rest undecided
        this.#tell(admission.result, false);
        const values = { slice: order.slice, vantage: this.#order.vantage };
        this.#fail(order.targets, { code: 'sliceDoubled', values });
      }
    }
    await this.#queue.forget(id);
  }

  #acceptedBy(raw: unknown) {
    for (const known of this.#accepted.values()) {
      const admission = admitResult(raw, known.order, this.#order.workers);
      if (admission.admitted) return { ...known, admission };
    }
    return undefined;
  }

  #giveUp(id: string, one: Pending, why: Reason): void {
    this.#pending.delete(id);
    this.#fail(one.order.targets, why);
  }

  #fail(targets: readonly Pick<Target, 'vantage' | 'address'>[], reason: Reason): void {
    for (const { vantage, address } of targets) {
      const at = this.#course.now().toISOString();
      this.#course.emit({ shown: [{ kind: 'failure', vantage, address, at, reason }], whole: false });
    }
  }

  #record(order: Order | null, rest: Pick<SliceRecord, 'standing' | 'why' | 'result'>): void {
    const { slice = null, sha256 = null } = order ?? {};
    const at = this.#course.now().toISOString();
    this.#course.keep({ kind: 'slice', at, vantage: this.#order.vantage, slice, order: sha256, ...rest });
  }
}

/** Signed, and still nothing that can be judged: a worker that was captured may sign what it likes. */
function believable(admission: Admission, { targets, order }: Pending): Admission {
  if (!admission.admitted || holdsForJudge(targets, admission.result, order)) return admission;
  return { admitted: false, why: 'unreadable' };
}
