import { countPorts } from '../model/ports.ts';
import type { Method, Plan, Target } from '../model/plan.ts';

/** What a plan will cost when nothing is lost: the least, where everything answers at once, and the most, where nothing does. */
export interface Estimate {
  readonly checks: number;
  readonly settled: number;
  readonly targets: number;
  readonly attempts: { readonly least: number; readonly most: number };
  readonly controls: { readonly least: number; readonly most: number };
  readonly seconds: { readonly least: number; readonly most: number };
}

/** Counts attempts and time over a whole plan, one pass. */
export function estimatePlan(plan: Plan): Estimate {
  let [checks, settled, targets] = [0, 0, 0];
  const least = { attempts: 0, controls: 0, longest: 0 };
  const most = { attempts: 0, controls: 0, longest: 0 };
  for (const part of plan.parts()) {
    if (part.kind === 'settled') {
      checks++;
      settled++;
      continue;
    }
    targets++;
    checks += part.target.checks.length;
    for (const [sum, rounds] of [
      [least, 1],
      [most, plan.method.pace.attempts],
    ] as const) {
      const cost = targetCost(part.target, plan.method, rounds);
      sum.attempts += cost.attempts;
      sum.controls += cost.controls;
      sum.longest = Math.max(sum.longest, cost.seconds);
    }
  }
  const { rate } = plan.method.pace;
  const seconds = (sum: typeof least) => Math.max(sum.longest, (sum.attempts + sum.controls) / rate);
  return {
    checks,
    settled,
    targets,
    attempts: { least: least.attempts, most: most.attempts },
    controls: { least: least.controls, most: most.controls },
    seconds: { least: seconds(least), most: seconds(most) },
  };
}

/** Controls of one round: enough for the limit over all rounds, and one each quarter of a second. */
export function controlsPerRound(ports: number, method: Method, rate: number): number {
  const forLimit = Math.ceil(method.controlsNeeded / method.pace.attempts);
  const forTime = Number.isFinite(rate) ? Math.ceil(ports / (rate * controlSpacingS)) : 0;
  return Math.max(2, forLimit, forTime + 1);
}

/** At least one control in this time (truth: neighbours in time are lost together). */
export const controlSpacingS = 0.25;

/** What one address costs in so many rounds, when nothing is lost. */
export function targetCost(
  target: Target,
  method: Method,
  rounds: number,
): { readonly attempts: number; readonly controls: number; readonly seconds: number } {
  const { pace } = method;
  const rate = Math.min(pace.rate, pace.perHost);
  const swept = countPorts(target.forbidden) + countPorts(target.decoys);
  const documented = countPorts(target.documented) + countPorts(target.udp);
  const controls = swept === 0 ? 0 : rounds * controlsPerRound(swept, method, rate);
  const attempts = rounds * (swept + documented);
  const waiting = rounds === 1 ? 0 : (rounds * pace.timeoutMs) / 1000;
  return { attempts, controls, seconds: (attempts + controls) / rate + waiting };
}
