import { expectationNamed } from '../expectation/registry.ts';
import type { SweepObservation } from '../model/observation.ts';
import type { Check } from '../model/plan.ts';
import { countPorts, formatPorts } from '../model/ports.ts';
import type { Finding } from '../model/verdict.ts';
import { everythingOpen, whollySilent } from './devices.ts';
import { hasPresence, type Evidence } from './evidence.ts';
import { fromAsFar } from './hop-distance.ts';
import { interruptionIn } from './interruption.ts';
import { judgeShutDatagrams } from './datagrams.ts';
import { fail, inconclusive, pass, type Judgement } from './judgement.ts';
import type { SeenGroup, SeenPorts } from './seen-ports.ts';

/** Judges a documented flow at one address. `now`: when the run was made. */
export function judgeFlow(
  check: Check,
  seen: SeenPorts,
  evidence: Evidence,
  { now, attempts }: { readonly now: Date; readonly attempts: number },
): Judgement {
  const sweep = evidence.sweeps[check.protocol];
  const port = formatPorts(check.ports);
  if (countPorts(check.ports) > 1) return judgeRange(port, seen);
  const group = seen.groups[0]!;
  if (sweep === undefined || (group.state === 'unknown' && group.code !== hostDown)) {
    return inconclusive('flowUnknown', { port, cause: group.code ?? 'not-asked' });
  }
  if (check.protocol === 'udp' && group.state !== 'open') return judgeShutDatagrams(check, port, group);
  if (group.state !== 'open') {
    const interrupted = group.made < attempts ? interruptionIn(sweep) : undefined;
    return interrupted ?? judgeShut(check, port, group, sweep);
  }
  if (needsPresence(check, group, sweep) && !hasPresence(evidence, check.ports[0]!.from)) {
    return inconclusive('flowAnsweredByDevice', { port });
  }
  return judgeOpen(check, port, evidence, now);
}

/** Nobody answers for the address on its own network: as silent as a host can be. */
const hostDown = 'neighbour-unresolved';

/** A range is only ever optional: any state of it passes, as long as it was asked. */
function judgeRange(ports: string, { counts }: SeenPorts): Judgement {
  if (counts.unknown > 0) return inconclusive('rangeUnknown', { ports, unknown: counts.unknown });
  return pass('rangeSeen', { ports, open: counts.open.length });
}

function judgeShut(check: Check, port: string, group: SeenGroup, sweep: SweepObservation): Judgement {
  if (check.need === 'optional' && group.state === 'unknown') {
    return inconclusive('flowUnknown', { port, cause: hostDown });
  }
  if (check.need === 'optional') return pass(`flowOptional${stateWord(group)}`, { port });
  if (group.state === 'refused') return fail('flowRefused', { port, attempts: group.made });
  if (group.state === 'rejected') {
    return fail('flowRejected', { port, rejection: group.code ?? 'unknown', from: group.from ?? null });
  }
  if (group.code === hostDown) return fail('flowHostDown', { port, address: check.address });
  return fail(whollySilent(sweep) ? 'flowHostSilent' : 'flowSilent', {
    port,
    attempts: group.made,
    address: check.address,
  });
}

function stateWord({ state }: SeenGroup): string {
  if (state === 'refused') return 'Refused';
  return state === 'rejected' ? 'Rejected' : 'Silent';
}

/** A handshake alone proves nothing where a device completes it for everybody, or answers from elsewhere. */
function needsPresence(check: Check, { hops }: SeenGroup, sweep: SweepObservation): boolean {
  const { controls } = sweep;
  const elsewhere =
    controls !== null && controls.port !== check.ports[0]!.from && fromAsFar(hops, controls.hops) === false;
  return elsewhere || everythingOpen(sweep);
}

function judgeOpen(check: Check, port: string, { conversations }: Evidence, now: Date): Judgement {
  const mine = conversations.filter((held) => held.port === check.ports[0]!.from);
  // A run that was resumed holds conversations of later days: each is judged by its own. No time is no later day.
  const heldAt = mine.map(({ finishedAt }) => Date.parse(finishedAt)).filter((at) => !Number.isNaN(at));
  const judgedAt = new Date(Math.max(now.getTime(), ...heldAt));
  const findings = check.expect.flatMap((use): readonly Finding[] => {
    const expectation = expectationNamed(use.name);
    if (expectation !== undefined) return expectation.judge(use.settings, check, mine, judgedAt);
    const reason = { code: 'expectationUnknown', values: { expectation: use.name } };
    return [{ expectation: use.name, verdict: 'inconclusive', expected: '', actual: '', reason }];
  });
  const of = (verdict: Finding['verdict']) =>
    findings.filter((finding) => finding.verdict === verdict).map(({ expectation }) => expectation);
  const [failed, open] = [of('fail'), of('inconclusive')];
  if (failed.length > 0)
    return { ...fail('flowExpectationFailed', { port, expectations: failed }), findings };
  if (open.length > 0)
    return { ...inconclusive('flowExpectationOpen', { port, expectations: open }), findings };
  if (findings.length > 0)
    return { ...pass('flowAsExpected', { port, findings: findings.length }), findings };
  return { ...pass('flowOpen', { port }), findings };
}
