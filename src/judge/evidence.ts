import { provesPresence } from '../model/conversation.ts';
import type {
  ConversationObservation,
  FailureObservation,
  Observation,
  SweepObservation,
} from '../model/observation.ts';
import type { FarSideObservation, TestimonyObservation } from '../model/far-side.ts';
import type { Check } from '../model/plan.ts';
import type { Protocol } from '../model/ports.ts';

/** All that was observed of one address from one vantage. */
export interface Evidence {
  readonly sweeps: Readonly<Partial<Record<Protocol, SweepObservation>>>;
  readonly conversations: readonly ConversationObservation[];
  readonly failure: FailureObservation | undefined;
  /** What a listener on the far side proved, and what its log tells. */
  readonly farSide?: FarSideObservation;
  readonly testimony?: TestimonyObservation;
}

/** Of an address that nobody asked. */
export const nothing: Evidence = { sweeps: {}, conversations: [], failure: undefined };

/** From where to where. */
export type Path = Pick<Check, 'vantage' | 'address'>;

/** Observations by vantage and address, for the checks to find theirs. */
export function indexEvidence(observations: Iterable<Observation>): (path: Path) => Evidence {
  const byPlace = new Map<string, Evidence>();
  for (const observation of observations) {
    const key = placeKey(observation.vantage, observation.address);
    byPlace.set(key, add(byPlace.get(key) ?? nothing, observation));
  }
  return ({ vantage, address }) => {
    const whole = byPlace.get(placeKey(vantage, null));
    const mine = byPlace.get(placeKey(vantage, address)) ?? nothing;
    return mine.failure === undefined && whole !== undefined ? { ...mine, failure: whole.failure } : mine;
  };
}

/** What each asking of a target showed, of targets that were asked again since. */
export function indexAskings(askings: Iterable<readonly Observation[]>): (path: Path) => readonly Evidence[] {
  const byPlace = new Map<string, Evidence[]>();
  for (const shown of askings) {
    const [first] = shown;
    if (first === undefined) continue;
    const key = placeKey(first.vantage, first.address);
    byPlace.set(key, [...(byPlace.get(key) ?? []), shown.reduce(add, nothing)]);
  }
  return ({ vantage, address }) => byPlace.get(placeKey(vantage, address)) ?? [];
}

function placeKey(vantage: string, address: string | null): string {
  return `${vantage}>${address ?? ''}`;
}

function add(evidence: Evidence, observation: Observation): Evidence {
  switch (observation.kind) {
    case 'sweep':
      return { ...evidence, sweeps: { ...evidence.sweeps, [observation.protocol]: observation } };
    case 'conversation':
      return { ...evidence, conversations: [...evidence.conversations, observation] };
    case 'failure':
      return { ...evidence, failure: observation };
    case 'farSide':
      return { ...evidence, farSide: observation };
    case 'testimony':
      return { ...evidence, testimony: observation };
  }
}

/** Whether something behind the port said a word in any conversation. */
export function hasPresence({ conversations }: Evidence, port: number): boolean {
  return conversations.some((held) => held.port === port && provesPresence(held.answer));
}
