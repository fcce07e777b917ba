import { portSet, unionPorts } from '../model/ports.ts';
import type { Target } from '../model/plan.ts';

/** A target's TCP alone: its UDP is asked by other means, and must not be taken for ports of TCP. */
export function tcpOf(target: Target): Target {
  return { ...target, udp: portSet([]), checks: target.checks.filter(({ protocol }) => protocol === 'tcp') };
}

/** A target's UDP, told as targets are: flows are documented, closed rules forbidden. Undefined: nothing is asked. */
export function udpOf(target: Target): Target | undefined {
  if (target.udp.length === 0) return undefined;
  const checks = target.checks.filter(({ protocol }) => protocol === 'udp');
  const portsOf = (kind: 'flow' | 'closed') =>
    unionPorts(...checks.filter((check) => check.kind === kind).map(({ ports }) => ports));
  return {
    ...target,
    documented: portsOf('flow'),
    forbidden: portsOf('closed'),
    decoys: portSet([]),
    checks,
  };
}
