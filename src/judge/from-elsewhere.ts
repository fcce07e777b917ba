import type { BorrowedControls, SweepObservation } from '../model/observation.ts';
import type { Check } from '../model/plan.ts';
import { countPorts } from '../model/ports.ts';
import { someDecoyShut } from './devices.ts';
import { pass, type Judgement } from './judgement.ts';
import { missProbability } from './miss-probability.ts';
import { seenPorts, type SeenPorts } from './seen-ports.ts';

/** The verdict that rests on another vantage. */
export const seenElsewhere = 'closedSeenElsewhere';

/** What was seen of an address from a vantage. */
export type SweepOf = (vantage: string, address: string) => SweepObservation | undefined;

/** How sure silence must be, as for every closed rule. */
interface Limits {
  readonly missLimit: number;
  readonly attempts: number;
}

/**
 * Judges a closed rule at an address that answers nothing from this vantage. Its silence is proof of a block where
 * another vantage saw the address alive all the time, and where this vantage, between the attempts, got answers by
 * the same first hop. Undefined: this is not proven, and silence stays silence.
 */
export function judgeFromElsewhere(
  check: Check,
  seen: SeenPorts,
  sweep: SweepObservation,
  sweepOf: SweepOf,
  { missLimit, attempts }: Limits,
): Judgement | undefined {
  const { borrowed } = sweep;
  if (borrowed === undefined || check.expected === 'not-listening') return undefined;
  if (sweep.causes.length > 0 || seen.leastCounted === null) return undefined;
  const { counts } = seen;
  // One answer of any kind, and the address does speak to this vantage: then its own controls are asked for.
  if (sweep.groups.some(({ state }) => state !== 'silent') || counts.silent !== countPorts(check.ports))
    return undefined;
  // That this silent sweep itself neither witnesses nor controls follows: it shows no port open.
  if (!isWitnessed(check, borrowed, sweepOf) || !isSamePath(check, borrowed, sweepOf)) return undefined;
  const chance = missProbability(seen.leastCounted, borrowed.control);
  if (chance === null || chance > missLimit || seen.leastCounted < attempts) return undefined;
  return pass(seenElsewhere, {
    ports: counts.silent,
    attempts: seen.leastCounted,
    missProbability: chance,
    address: check.address,
    witness: borrowed.witness.vantage,
    port: borrowed.witness.port,
    control: `${borrowed.control.address}:${borrowed.control.port}`,
    interface: borrowed.interface,
    nextHop: borrowed.nextHop,
  });
}

/** Another vantage saw the port open when it asked for itself, and in each single look since: before, between, after. */
function isWitnessed(check: Check, { witness }: BorrowedControls, sweepOf: SweepOf): boolean {
  if (witness.lost > 0 || witness.asked < 2) return false;
  return showsOpen(sweepOf(witness.vantage, check.address!), witness.port);
}

/** The controls stood at an address that this vantage itself saw open, and that no device answers for. */
function isSamePath(check: Check, { control }: BorrowedControls, sweepOf: SweepOf): boolean {
  return control.asked > 0 && showsOpen(sweepOf(check.vantage, control.address), control.port);
}

function showsOpen(sweep: SweepObservation | undefined, port: number): boolean {
  if (sweep === undefined || !someDecoyShut(sweep)) return false;
  return seenPorts([{ from: port, to: port }], sweep).counts.open.includes(port);
}
