import type { SenderOffer, Vantage } from '../vantage.ts';
import { connectOnce } from './connect.ts';
import { connectSender } from './connect-volley.ts';
import { countersOf } from './counters.ts';
import { explainedSender } from './explained-sender.ts';
import { guarded } from './guarded.ts';
import { machineLimits } from './machine-limits.ts';
import { firstHopOf } from './neighbour.ts';
import type { ConnectMachine } from './open-volley.ts';
import { socketBudget, type SocketBudget } from './socket-budget.ts';
import { datagramSender } from './udp/datagram-sender.ts';

export interface LocalVantageSettings {
  readonly name: string;
  /** Addresses that packets leave from; empty: the machine's own choice. */
  readonly source: readonly string[];
  /** Whether the scope allows a packet to this address: asked of the resolved address at every sending. */
  readonly guard: (address: string) => boolean;
  /** Further ways of asking many ports, that this machine may or may not have: `loadRawSenders()` of raw/. */
  readonly senders?: Readonly<Record<string, SenderOffer>>;
  /** Shared by all that opens sockets in this process. */
  readonly budget?: SocketBudget;
}

/** This machine as a vantage. Whatever it sends passes the guard first. */
export function openLocalVantage({
  name,
  source,
  guard,
  senders = {},
  budget = processBudget(),
}: LocalVantageSettings): Vantage {
  return {
    name,
    transport: 'local',
    source,
    connect: (to, timeoutMs, signal) =>
      guard(to.address)
        ? connectOnce(to, timeoutMs, signal)
        : Promise.resolve({ state: 'unknown', code: 'out-of-scope' }),
    senders: {
      ...Object.fromEntries(Object.entries(senders).map(([way, offer]) => [way, guarded(offer, guard)])),
      connect: connectOffer({ budget, guard, countersOf }, senders['connect']),
      udp: { available: true, sender: datagramSender({ budget, guard }) },
    },
    firstHop: firstHopOf,
    close: () => Promise.resolve(),
  };
}

/** The fast way to connect where the machine has it, else Node's own sockets. */
function connectOffer(machine: ConnectMachine, fast: SenderOffer | undefined): SenderOffer {
  if (fast?.available !== true) return { available: true, sender: connectSender(machine) };
  return guarded({ available: true, sender: explainedSender(fast.sender, machine) }, machine.guard);
}

/** Descriptors and source ports are the process' and the machine's: every vantage draws on the same ones. */
let shared: SocketBudget | undefined;

function processBudget(): SocketBudget {
  return (shared ??= socketBudget(machineLimits()));
}
