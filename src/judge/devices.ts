import type { SweepObservation } from '../model/observation.ts';
import { countPorts, parsePorts } from '../model/ports.ts';
import { seenPorts } from './seen-ports.ts';

/** Whether every port that nobody documents looked open: then something in the path answers for everybody. */
export function everythingOpen(sweep: SweepObservation): boolean {
  const decoys = parsePorts(sweep.decoys) ?? [];
  return decoys.length > 0 && seenPorts(decoys, sweep).counts.open.length === countPorts(decoys);
}

/** Whether a port that nobody documents was seen shut: then nothing in the path answers for everybody. */
export function someDecoyShut(sweep: SweepObservation): boolean {
  const { refused, rejected, silent } = seenPorts(parsePorts(sweep.decoys) ?? [], sweep).counts;
  return refused + rejected + silent > 0;
}

/** Whether the address answered nothing at all, to anything. */
export function whollySilent(sweep: SweepObservation): boolean {
  return sweep.groups.every(({ state }) => state === 'silent' || state === 'unknown');
}
