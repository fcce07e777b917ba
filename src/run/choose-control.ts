import { eachPort } from '../model/ports.ts';
import type { Target } from '../model/plan.ts';
import { stateOf, type Tally } from './tally.ts';

/** A port that answers, to be asked again and again between the others. */
export interface Control {
  readonly port: number;
  readonly answer: 'open' | 'refused';
  /** The flow that documents the port; null: nobody does. */
  readonly rule: string | null;
}

/**
 * The best control that the address has shown so far: the flow that a closed rule prefers, any open documented
 * port, a documented port that resets, any port that resets, any open port. Null: nothing has answered yet.
 */
export function chooseControl(target: Target, tally: Tally): Control | null {
  const preferred = target.checks.flatMap(({ control }) => (control === undefined ? [] : [control.port]));
  // Tens of thousands of ports are looked through only where nothing better was found.
  const others = [...target.forbidden, ...target.decoys];
  const find = (ports: Iterable<number>, answer: 'open' | 'refused'): Control | undefined => {
    for (const port of ports) {
      if (stateOf(tally, port) !== answer) continue;
      // A refusal that carries a code may be a device's ICMP, which vouches for nothing behind it.
      if (answer === 'open' || tally.detail[port] === 0) return { port, answer, rule: ruleOf(target, port) };
    }
    return undefined;
  };
  return (
    find(preferred, 'open') ??
    find(eachPort(target.documented), 'open') ??
    find(eachPort(target.documented), 'refused') ??
    find(eachPort(others), 'refused') ??
    find(eachPort(others), 'open') ??
    null
  );
}

function ruleOf(target: Target, port: number): string | null {
  const named = target.checks.find(({ control }) => control?.port === port)?.control?.rule;
  const flow = target.checks.find(({ kind, ports }) => kind === 'flow' && ports[0]!.from === port);
  return named ?? flow?.rule ?? null;
}
