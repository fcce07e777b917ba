import { mistakeAt } from '../../input/mistakes.ts';
import { countPorts, formatPorts, intersectPorts } from '../../model/ports.ts';
import type { Flow } from '../../model/profile.ts';
import type { Lint } from './lint.ts';

/**
 * A port that two flows of one path name: which of the two needs would hold? Of two ranges, any state passes, so
 * they may overlap, as media ranges do.
 */
export const overlaps: Lint = (profile, document) =>
  profile.flows.flatMap((flow, i) => {
    const other = profile.flows.slice(0, i).find((earlier) => overlap(earlier, flow));
    if (other === undefined) return [];
    const ports = `${formatPorts(intersectPorts([flow.ports], [other.ports]))}/${flow.protocol}`;
    return [
      mistakeAt(document, ['flows', i, 'port'], 'lintOverlap', { rule: flow.id, other: other.id, ports }),
    ];
  });

function overlap(a: Flow, b: Flow): boolean {
  return (
    a.from === b.from &&
    a.protocol === b.protocol &&
    a.to.some((role) => b.to.includes(role)) &&
    (countPorts([a.ports]) === 1 || countPorts([b.ports]) === 1) &&
    intersectPorts([a.ports], [b.ports]).length > 0
  );
}
