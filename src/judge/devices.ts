import type { SweepObservation } from '../model/observation.ts';
import { parsePorts } from '../model/ports.ts';
import { seenPorts } from './seen-ports.ts';

/** Whether every port that nobody documents looked open: then something in the path answers for everybody. */
export function everythingOpen(sweep: SweepObservation): boolean {
  const decoys = parsePorts(sweep.decoys);
  if (decoys === undefined || decoys.length === 0) return false;
  const { counts } = seenPorts(decoys, sweep);
  return counts.open.length > 0 && counts.refused + counts.rejected + counts.silent + counts.unknown === 0;
}

/** Whether the address answered nothing at all, to anything. */
export function whollySilent(sweep: SweepObservation): boolean {
  return sweep.groups.every(({ state }) => state === 'silent' || state === 'unknown');
}
