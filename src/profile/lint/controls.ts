import { mistakeAt } from '../../input/mistakes.ts';
import { countPorts } from '../../model/ports.ts';
import type { Lint } from './lint.ts';

/** Closed rules without a control though a flow on their path could be one: a silent path would prove nothing. */
export const controls: Lint = (profile, document) =>
  profile.closed.flatMap((rule, i) => {
    if (rule.control !== undefined) return [];
    const flow = profile.flows.find(
      ({ from, to, protocol, ports, need }) =>
        from === rule.from &&
        protocol === 'tcp' &&
        rule.protocol === 'tcp' &&
        countPorts([ports]) === 1 &&
        need === 'required' &&
        to.some((role) => rule.to.includes(role)),
    );
    return flow === undefined
      ? []
      : [mistakeAt(document, ['closed', i], 'lintNoControl', { rule: rule.id, flow: flow.id })];
  });
