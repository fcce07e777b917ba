import type { ControlEvidence } from '../model/observation.ts';
import { lossBound } from '../plan/loss-bound.ts';

/**
 * The chance that a given open port would have stayed silent in every counted attempt: the bound of the loss,
 * to the power of the attempts. Null when nothing was silent, or nothing is known of the loss.
 */
export function missProbability(
  leastCounted: number | null,
  controls: Pick<ControlEvidence, 'asked' | 'lost'> | null,
): number | null {
  if (leastCounted === null || controls === null) return null;
  return lossBound(controls.lost, controls.asked) ** leastCounted;
}
