import type { FarSideProof, TestimonyObservation } from '../model/far-side.ts';
import type { PortState } from '../model/observation.ts';
import type { Check } from '../model/plan.ts';
import {
  countPorts,
  formatPorts,
  hasPort,
  intersectPorts,
  parsePorts,
  subtractPorts,
  unionPorts,
  type PortSet,
} from '../model/ports.ts';
import type { Evidence } from './evidence.ts';
import { fail, inconclusive, pass, type Judgement } from './judgement.ts';
import { missProbability } from './miss-probability.ts';
import { groupsOf, type SeenPorts } from './seen-ports.ts';

/** How sure silence must be. */
export interface FarSideMethod {
  readonly missLimit: number;
  readonly attempts: number;
}

/**
 * What a listener on the far side proves of a flow: that the path works, though no server is there yet; or that
 * datagrams arrive, or don't. Undefined: it decides nothing.
 */
export function judgeFlowByFarSide(check: Check, seen: SeenPorts, evidence: Evidence): Judgement | undefined {
  if (countPorts(check.ports) !== 1) return undefined;
  const port = check.ports[0]!.from;
  const group = seen.groups[0]!;
  const proof = proofAt(evidence, check, port);
  // The sweep must agree: a path that works at times is not proven. Datagrams that all got lost contradict nothing.
  const agrees = group.state === 'open' || (check.protocol === 'udp' && group.state === 'silent');
  if (proof?.outcome.status === 'proven' && agrees) {
    return pass('farSideProven', { port: `${port}/${check.protocol}`, seenFrom: proof.outcome.seenFrom });
  }
  if (proof?.outcome.status === 'notBelieved') {
    return inconclusive('farSideNotBelieved', { port: `${port}/${check.protocol}`, why: proof.outcome.why });
  }
  const { testimony } = evidence;
  if (check.protocol !== 'udp' || check.need !== 'required' || group.state !== 'silent') return undefined;
  if (testimony === undefined || testimony.listener === null) return undefined;
  const values = { port: `${port}/udp`, attempts: group.made };
  if (hasPort(arrivedOf(testimony, check, 'vantage'), port)) {
    return hasPort(portsOf(testimony.answers.udp), port)
      ? fail('farSideAnswersLost', values)
      : inconclusive('farSideArrived', values);
  }
  if (!testimony.whole || !hasPort(portsOf(testimony.sees.udp), port)) return undefined;
  return fail('farSideFlowBlocked', values);
}

/**
 * What a listener's log makes of a closed rule. Packets of the vantage at a forbidden port fail it, whatever came
 * back. That none came is proof where the log is whole and sees the port, the controls of the same sweep did come,
 * and the chance that all attempts at a port were lost on the way is within the limit.
 */
export function judgeClosedByFarSide(
  check: Check,
  ordinary: Judgement,
  seen: SeenPorts,
  evidence: Evidence,
  method: FarSideMethod,
): Judgement {
  if (ordinary.verdict === 'fail' || check.expected === 'not-listening') return ordinary;
  const proven = provenPorts(evidence, check);
  if (proven.length > 0) return crossed(proven);
  const { testimony } = evidence;
  if (testimony === undefined || testimony.listener === null) return ordinary;
  return (
    judgeArrivals(check, seen, testimony) ??
    judgeStrangers(check, seen, testimony) ??
    proveBlocked(check, seen, evidence, testimony, method) ??
    ordinary
  );
}

/** Packets of the vantage at forbidden ports. */
function judgeArrivals(
  check: Check,
  seen: SeenPorts,
  testimony: TestimonyObservation,
): Judgement | undefined {
  const arrived = arrivedOf(testimony, check, 'vantage');
  if (arrived.length === 0) return undefined;
  const answered = intersectPorts(arrived, portsOf(testimony.answers[check.protocol]));
  if (check.expected === 'blocked' || answered.length > 0) {
    return crossed(check.expected === 'blocked' ? arrived : answered);
  }
  // Where the machine's own services are, not a stand-in: what it refuses itself is shut.
  const unanswered = subtractPorts(arrived, portsIn(seen, ['refused']));
  if (unanswered.length === 0) return undefined;
  return inconclusive('farSideUnanswered', { ports: formatPorts(unanswered), count: countPorts(unanswered) });
}

function crossed(ports: PortSet): Judgement {
  return fail('farSideCrossed', { ports: formatPorts(ports), count: countPorts(ports) });
}

/**
 * Packets of nobody known may be the vantage's own, under an address of a translator. Then a port that stayed silent
 * took one in without a word; and whatever came back, the packet was not blocked.
 */
function judgeStrangers(
  check: Check,
  seen: SeenPorts,
  testimony: TestimonyObservation,
): Judgement | undefined {
  const shut = portsIn(seen, check.expected === 'blocked' ? ['silent', 'refused', 'rejected'] : ['silent']);
  const ports = intersectPorts(shut, strangersAt(testimony, check));
  if (ports.length === 0) return undefined;
  const from = testimony.arrivals
    .filter(({ whose, protocol }) => whose === 'unknown' && protocol === check.protocol)
    .filter((arrival) => intersectPorts(portsOf(arrival.ports), ports).length > 0)
    .map((arrival) => arrival.from);
  return inconclusive('farSideStranger', { ports: formatPorts(ports), from: [...new Set(from)].slice(0, 8) });
}

function proveBlocked(
  check: Check,
  seen: SeenPorts,
  evidence: Evidence,
  testimony: TestimonyObservation,
  { missLimit, attempts }: FarSideMethod,
): Judgement | undefined {
  const controls = evidence.sweeps[check.protocol]?.controls ?? null;
  if (!testimony.whole || controls === null || controls.asked <= controls.lost) return undefined;
  if (subtractPorts(check.ports, portsOf(testimony.sees[check.protocol])).length > 0) return undefined;
  if (seen.counts.open.length > 0 || seen.counts.unknown > 0) return undefined;
  const crossing = [...arrivedOf(testimony, check, 'vantage'), ...strangersAt(testimony, check)];
  if (crossing.length > 0) return undefined;
  const arrived = packetsAt(testimony, check, controls.port);
  const answered = controls.asked - controls.lost;
  if (arrived < answered)
    return inconclusive('farSideControlsUnseen', { port: controls.port, answered, arrived });
  const chance = missProbability(seen.leastCounted, controls);
  if (chance !== null && (chance > missLimit || seen.leastCounted! < attempts)) return undefined;
  return pass('farSideBlocked', {
    ports: countPorts(check.ports),
    attempts: seen.leastCounted ?? seen.leastMade,
    controls: arrived,
    missProbability: chance,
  });
}

function arrivedOf({ arrivals }: TestimonyObservation, check: Check, whose: 'vantage' | 'unknown'): PortSet {
  const theirs = arrivals.filter((one) => one.whose === whose && one.protocol === check.protocol);
  return intersectPorts(check.ports, unionPorts(...theirs.map(({ ports }) => portsOf(ports))));
}

/** Every attempt over UDP is signed: what bears no signature is another's. */
function strangersAt(testimony: TestimonyObservation, check: Check): PortSet {
  return check.protocol === 'udp' ? [] : arrivedOf(testimony, check, 'unknown');
}

function portsIn(seen: SeenPorts, states: readonly PortState[]): PortSet {
  return unionPorts(...states.flatMap((state) => groupsOf(seen, state)).map(({ ports }) => ports));
}

function packetsAt({ arrivals }: TestimonyObservation, { protocol }: Check, port: number): number {
  return arrivals
    .filter((one) => one.whose === 'vantage' && one.protocol === protocol)
    .filter((one) => hasPort(portsOf(one.ports), port))
    .reduce((sum, { each }) => sum + each, 0);
}

function proofAt({ farSide }: Evidence, { protocol }: Check, port: number): FarSideProof | undefined {
  return farSide?.proofs.find((proof) => proof.protocol === protocol && proof.port === port);
}

function provenPorts({ farSide }: Evidence, check: Check): PortSet {
  const proven = (farSide?.proofs ?? []).filter(
    ({ protocol, outcome }) => protocol === check.protocol && outcome.status === 'proven',
  );
  return intersectPorts(check.ports, unionPorts(...proven.map(({ port }) => [{ from: port, to: port }])));
}

/** Ports that can't be read are none: nothing is proven by them. */
function portsOf(text: string): PortSet {
  return parsePorts(text) ?? [];
}
