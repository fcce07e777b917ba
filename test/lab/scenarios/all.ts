import type { Scenario } from './bed.ts';
import { deadScenarios } from './dead.ts';
import { deviceScenarios } from './devices.ts';
import { localScenarios } from './local.ts';
import { lossScenarios } from './loss.ts';

/** Every failure mode that must never give a false pass. */
export const allScenarios: readonly Scenario[] = [
  ...lossScenarios,
  ...localScenarios,
  ...deviceScenarios,
  ...deadScenarios,
];
