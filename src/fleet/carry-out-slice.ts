import { sha256Of } from '../evidence/manifest.ts';
import type { FleetKey } from '../evidence/signature/fleet-key.ts';
import { signText, type SignedText } from '../evidence/signature/signed-text.ts';
import { proveVantage } from '../evidence/vantage-proof.ts';
import { familyOf } from '../model/address.ts';
import type { Observation } from '../model/observation.ts';
import type { Plan, Target } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { Scope } from '../model/site.ts';
import { carryOut } from '../run/carry-out.ts';
import type { RunWorld } from '../run/world.ts';
import { nextBlackout } from '../site/blackouts.ts';
import { inScope } from '../site/scope.ts';
import { bothAllow, type Pace, type TokenBucket } from '../run/allowance.ts';
import type { Vantage } from '../vantage/vantage.ts';
import { acceptSlice, type WorkerTerms } from './refuse-slice.ts';
import type { Slice } from './slice.ts';
import { sliceResultSchemaId, type SliceResult } from './slice-result.ts';

/** What a worker is, whatever slice it gets. */
export interface WorkerPlace extends WorkerTerms {
  readonly key: FleetKey;
  readonly host: string;
  readonly version: string;
  /** The worker's own copy: nobody else decides where packets may go. */
  readonly scope: Scope;
  /** The most that this place allows, whatever slices say: of all that it has in hand together, and at one address. */
  readonly ceiling: { readonly rate: TokenBucket; readonly perHost: number };
  /** The addresses of this machine. */
  readonly addresses: () => readonly string[];
  readonly open: (slice: Slice, guard: (address: string) => boolean) => Promise<OpenedVantage>;
  /** The world of a run, without its signal, pace and progress. */
  readonly worldOf: (slice: Slice, vantages: RunWorld['vantages']) => RunWorld;
  readonly now: () => Date;
}

export interface OpenedVantage {
  readonly vantage: Vantage | { readonly failed: Reason };
  readonly close: () => Promise<void>;
}

/** What surrounds one slice. */
export interface CarryingCourse {
  readonly signal: AbortSignal;
  readonly paceOf: (slice: Slice) => Pace | undefined;
  readonly onProgress: (attempts: number) => void;
}

/**
 * Carries out a slice as a local audit would carry out its plan, and answers what it showed, signed. A slice that is
 * not to be carried out has an answer too, which says why.
 */
export async function carryOutSlice(
  order: SignedText,
  place: WorkerPlace,
  course: CarryingCourse,
): Promise<SignedText> {
  const startedAt = place.now();
  const slice = acceptSlice(order, place, startedAt);
  const asked = 'refused' in slice ? { ...nothing, refused: slice.refused } : await ask(slice, place, course);
  const result: SliceResult = {
    schema: sliceResultSchemaId,
    order: sha256Of(Buffer.from(order.text)),
    vantage: place.vantage,
    host: place.host,
    version: place.version,
    startedAt: startedAt.toISOString(),
    finishedAt: place.now().toISOString(),
    ...asked,
  };
  return signText('slice-result', JSON.stringify(result), place.key);
}

type Asked = Pick<SliceResult, 'attempts' | 'whole' | 'refused' | 'proof' | 'shown'>;

const nothing: Asked = { attempts: 0, whole: true, refused: null, proof: null, shown: [] };

async function ask(slice: Slice, place: WorkerPlace, course: CarryingCourse): Promise<Asked> {
  const shown: (readonly Observation[])[] = [];
  const asked: Target[] = [];
  for (const target of slice.targets) {
    const hindrance = hindranceOf(target, slice, place);
    if (hindrance === undefined) asked.push(fromHere(target, slice, place.addresses()));
    else shown.push([failure(target, hindrance, place.now())]);
  }
  if (asked.length === 0) return { ...nothing, shown };

  const plan = planOf(slice, asked, place);
  const { vantage, close } = await place.open(slice, (address) => inScope(place.scope, address));
  const ends = endsOf(slice, place, course.signal);
  let attempts = 0;
  try {
    const shared = course.paceOf(slice);
    const world: RunWorld = {
      ...place.worldOf(slice, new Map([[slice.vantage, vantage]])),
      signal: ends.signal,
      sharedPace: shared === undefined ? place.ceiling.rate : bothAllow(shared, place.ceiling.rate),
      onProgress: (progress) => {
        attempts = progress.attempts;
        course.onProgress(attempts);
      },
    };
    for await (const one of carryOut(plan, world)) shown.push(one);
    const source = 'failed' in vantage ? slice.source : vantage.source;
    const at = { name: slice.vantage, transport: 'local', source, standsFor: slice.standsFor };
    const proof = await proveVantage(at, plan);
    return { attempts, whole: !ends.signal.aborted, refused: null, proof, shown };
  } finally {
    ends.clear();
    await close();
  }
}

/** The slice as a plan of its own, never faster than this place allows. */
function planOf({ method }: Slice, targets: readonly Target[], { ceiling }: WorkerPlace): Plan {
  const pace = {
    ...method.pace,
    rate: Math.min(method.pace.rate, ceiling.rate.perSecond),
    perHost: Math.min(method.pace.perHost, ceiling.perHost),
  };
  return {
    method: { ...method, pace },
    notCovered: [],
    parts: function* () {
      for (const target of targets) yield { kind: 'target', target };
    },
  };
}

/** Why an address is not asked at all: this place's own scope, or a source that this machine lacks. */
function hindranceOf({ address }: Target, { source }: Slice, place: WorkerPlace): Reason | undefined {
  if (!inScope(place.scope, address)) {
    return { code: 'outsideWorkerScope', values: { address, vantage: place.vantage, host: place.host } };
  }
  const family = source.filter((own) => familyOf(own) === familyOf(address));
  return family.length > 0 && ownSource(family, place.addresses()) === undefined
    ? { code: 'workerSourceMissing', values: { vantage: place.vantage, host: place.host, source: family } }
    : undefined;
}

/** Several workers of a vantage have a source each: here it is the one that this machine has. */
function fromHere(target: Target, { source }: Slice, addresses: readonly string[]): Target {
  const family = source.filter((own) => familyOf(own) === familyOf(target.address));
  return { ...target, source: ownSource(family, addresses) ?? null };
}

/** Linux's loopback has the whole of 127.0.0.0/8, and lists one address of it. */
function ownSource(sources: readonly string[], addresses: readonly string[]): string | undefined {
  return sources.find((source) => addresses.includes(source) || source.startsWith('127.'));
}

function failure({ vantage, address }: Target, reason: Reason, now: Date): Observation {
  return { kind: 'failure', vantage, address, at: now.toISOString(), reason };
}

/** How often the wall clock is looked at. */
const lookEveryMs = 250;

/** Stops with the signal, at the slice's last moment, and when a blackout of this place begins. */
function endsOf({ notAfter }: Slice, { blackouts, now }: WorkerPlace, outer: AbortSignal) {
  const closing = new AbortController();
  const blackout = nextBlackout({ blackouts }, now());
  const ends = [
    ...(notAfter === null ? [] : [{ at: new Date(notAfter), code: 'sliceOver' }]),
    ...(blackout === undefined ? [] : [{ at: blackout, code: 'blackoutBegan' }]),
  ];
  const timer = setInterval(() => {
    const over = ends.find(({ at }) => at.getTime() <= now().getTime());
    if (over !== undefined) closing.abort({ code: over.code, values: { at: over.at.toISOString() } });
  }, lookEveryMs);
  return { signal: AbortSignal.any([outer, closing.signal]), clear: () => clearInterval(timer) };
}
