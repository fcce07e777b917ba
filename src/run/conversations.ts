import type { LimitFunction } from 'p-limit';
import { provesPresence, requestKey, type ConversationRequest } from '../model/conversation.ts';
import type { ConversationObservation } from '../model/observation.ts';
import { eachPort, portNumbers } from '../model/ports.ts';
import type { Target } from '../model/plan.ts';
import type { Vantage } from '../vantage/vantage.ts';
import { stateOf, type Tally } from './tally.ts';
import type { RunWorld } from './world.ts';

/** Undocumented open ports that are asked whether anyone is there, where a device answers for everybody. */
const strangersAsked = 256;

/**
 * Holds the conversations that the checks' expectations want with the ports that are open, equal ones once.
 * Those `before` were held already.
 */
export async function converseWithFlows(
  target: Target,
  tally: Tally,
  vantage: Vantage,
  world: RunWorld,
  limit: LimitFunction,
  before: readonly ConversationObservation[] = [],
): Promise<ConversationObservation[]> {
  const wanted = new Map<string, { port: number; request: ConversationRequest }>();
  for (const check of target.checks) {
    if (check.kind !== 'flow' || check.protocol !== 'tcp' || check.expect.length === 0) continue;
    for (const port of eachPort(check.ports)) {
      if (stateOf(tally, port) !== 'open') continue;
      for (const request of world.asks(check))
        wanted.set(`${port} ${requestKey(request)}`, { port, request });
    }
  }
  for (const { port, asked } of before) wanted.delete(`${port} ${requestKey(asked)}`);
  return hold([...wanted.values()], target, vantage, world, limit);
}

/**
 * Asks open ports whether anything behind them says a word: all of them when every decoy looked open, since
 * something in the path completes handshakes for everybody; else those that answered with other hops left
 * than the controls (`controlHops`; 0: not known).
 */
export async function askPresence(
  target: Target,
  tally: Tally,
  held: readonly ConversationObservation[],
  controlHops: number,
  vantage: Vantage,
  world: RunWorld,
  limit: LimitFunction,
): Promise<ConversationObservation[]> {
  const decoys = portNumbers(target.decoys);
  const forAll = decoys.length > 0 && decoys.every((port) => stateOf(tally, port) === 'open');
  const proven = new Set(held.filter(({ answer }) => provesPresence(answer)).map(({ port }) => port));
  const fromElsewhere = (port: number) =>
    controlHops > 0 && tally.hops[port]! > 0 && tally.hops[port] !== controlHops;
  const isOpen = (port: number) => stateOf(tally, port) === 'open' && (forAll || fromElsewhere(port));
  const documented = portNumbers(target.documented).filter((port) => isOpen(port) && !proven.has(port));
  const strangers = portNumbers(target.forbidden).filter(isOpen).subarray(0, strangersAsked);
  const wanted = [...documented, ...strangers].map((port) => ({
    port,
    request: { kind: 'presence' } as const,
  }));
  return hold(wanted, target, vantage, world, limit);
}

async function hold(
  wanted: readonly { port: number; request: ConversationRequest }[],
  { address, source }: Target,
  vantage: Vantage,
  world: RunWorld,
  limit: LimitFunction,
): Promise<ConversationObservation[]> {
  return Promise.all(
    wanted.map(({ port, request }) =>
      limit(() => world.converse(vantage, { address, port, source }, request, world.signal)),
    ),
  );
}
