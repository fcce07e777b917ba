import pLimit from 'p-limit';
import { setTimeout as delay } from 'node:timers/promises';
import type { FarSideKey } from '../../far-side/key.ts';
import { nobody, type ProofReading, type Purpose } from '../../far-side/messages.ts';
import type {
  FarSideObservation,
  FarSideProof,
  ProofOutcome,
  TestimonyObservation,
} from '../../model/far-side.ts';
import type { Observation } from '../../model/observation.ts';
import type { Protocol } from '../../model/ports.ts';
import type { Target } from '../../model/plan.ts';
import type { Allowance, Vantage } from '../../vantage/vantage.ts';
import type { ConversationLimits } from '../conversations/limits.ts';
import { askOverTcp } from './ask-over-tcp.ts';
import { askOverUdp } from './ask-over-udp.ts';
import { fetchLog } from './fetch-log.ts';
import { openAsker } from './keyed-questions.ts';
import { outcomeOf } from './outcome.ts';
import { visitQuestions } from './visit-questions.ts';

export interface VisitSettings {
  readonly attempts: number;
  readonly attemptGapMs: number;
  readonly timeoutMs: number;
  readonly allowance: Allowance;
  readonly signal?: AbortSignal;
}

export interface VisitWorld {
  readonly key: FarSideKey;
  /** 16 bytes, hexadecimal: this run. */
  readonly run: string;
  readonly limits: ConversationLimits;
  readonly now: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  /** What the listener's log says: one at hand, else what the listener itself sends. */
  readonly testimony: (
    asked: FarSideObservation,
    fetch: () => Promise<string | undefined>,
  ) => Promise<TestimonyObservation | undefined>;
}

/** Documented ports that are asked who is there: of a range its first. More would prove no more. */
const mostPorts = 48;
const atOnce = 8;

/** Keyed questions around all that is asked of one address. */
export function visitFarSide(target: Target, vantage: Vantage, settings: VisitSettings, world: VisitWorld) {
  const asker = openAsker(world.key.proof, world.run, target.vantage, target.address);
  const proofs = new Map<string, FarSideProof>();
  const startedAt = world.now().toISOString();
  const limit = pLimit(atOnce);
  const documented = portsAsked(target);
  const endpoint = (port: number) => ({ address: target.address, port, source: target.source });

  const record = (protocol: Protocol, port: number, outcome: ProofOutcome): void => {
    const key = `${protocol} ${port}`;
    const before = proofs.get(key)?.outcome;
    // What was proven once stays; what was disbelieved is not forgotten for a silence.
    if (before !== undefined && rank(before) > rank(outcome)) return;
    proofs.set(key, { protocol, port, at: world.now().toISOString(), outcome });
  };
  const askOne = async (protocol: Protocol, port: number, purpose: Purpose): Promise<boolean> => {
    const to = endpoint(port);
    for (let tries = 0; tries < (protocol === 'tcp' ? 1 : settings.attempts); tries++) {
      if (settings.signal?.aborted === true) return false;
      if (tries > 0) await delay(settings.attemptGapMs);
      const outcome =
        protocol === 'tcp'
          ? await askOverTcp(asker, purpose, vantage, to, world.limits, settings.signal)
          : await askOverUdp(asker, purpose, vantage, to, settings);
      record(protocol, port, outcome);
      if (outcome.status === 'proven') return true;
    }
    return false;
  };
  const provenPorts = () => [...proofs.values()].filter(({ outcome }) => outcome.status === 'proven');
  /** From the first port that gives it; a proven one always can, unless its path broke since. */
  const fetch = async (): Promise<string | undefined> => {
    for (const { protocol, port } of provenPorts()) {
      if (protocol !== 'tcp') continue;
      const text = await fetchLog(asker, world.key, vantage, endpoint(port), world.limits, settings.signal);
      if (text !== undefined) return text;
    }
    return undefined;
  };
  const onAnswer = (port: number, reading: ProofReading): void => {
    if (reading.status === 'other') return;
    record('udp', port, outcomeOf(reading, target.source));
    if (reading.status === 'proven' && asker.listener === nobody) asker.listener = reading.proof.listener;
  };

  return {
    begin: async (): Promise<ReadonlySet<number>> => {
      await Promise.all(
        documented.map(({ protocol, port }) => limit(askOne, protocol, port, 'begin' as const)),
      );
      return new Set(provenPorts().flatMap(({ protocol, port }) => (protocol === 'tcp' ? [port] : [])));
    },
    questions: visitQuestions(target, asker, onAnswer, (port) => isProven(proofs, 'udp', port), world.random),
    askOpen: async (ports: readonly number[]): Promise<void> => {
      if (asker.listener === nobody) return;
      await Promise.all(ports.map((port) => limit(askOne, 'tcp' as const, port, 'attempt' as const)));
    },
    end: async (): Promise<Observation[]> => {
      const mine = documented.filter(({ protocol, port }) => isProven(proofs, protocol, port));
      await Promise.all(mine.map(({ protocol, port }) => limit(askOne, protocol, port, 'end' as const)));
      const asked: FarSideObservation = {
        kind: 'farSide',
        vantage: target.vantage,
        address: target.address,
        startedAt,
        finishedAt: world.now().toISOString(),
        run: world.run,
        proofs: [...proofs.values()],
      };
      const testimony = await world.testimony(asked, fetch);
      return testimony === undefined ? [asked] : [asked, testimony];
    },
  };
}

function rank({ status }: ProofOutcome): number {
  return status === 'proven' ? 2 : status === 'notBelieved' ? 1 : 0;
}

function isProven(proofs: ReadonlyMap<string, FarSideProof>, protocol: Protocol, port: number): boolean {
  return proofs.get(`${protocol} ${port}`)?.outcome.status === 'proven';
}

function portsAsked({ checks, documented }: Target): { protocol: Protocol; port: number }[] {
  const flows = checks
    .filter(({ kind }) => kind === 'flow')
    .map(({ protocol, ports }) => ({ protocol, port: ports[0]!.from }));
  // A documented port whose flow is not asked (--only) may still be the control of a closed rule.
  const others = documented.map(({ from }) => ({ protocol: 'tcp' as const, port: from }));
  const all = [...flows, ...others].map((one) => [`${one.protocol} ${one.port}`, one] as const);
  return [...new Map(all).values()].slice(0, mostPorts);
}
