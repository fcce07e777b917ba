import { portStates, type PortState } from '../../src/model/observation.ts';
import type { Clock } from '../../src/run/clock.ts';
import type { Vantage, Volley, VolleyResult, VolleySender } from '../../src/vantage/vantage.ts';

/** What a port does with a packet that reaches it. */
export type PortBehaviour = 'open' | 'reset' | 'drop';

/** A host behind a path with faults. Times are simulated milliseconds since the start. */
export interface SimulatedNetwork {
  readonly behaviour: (port: number) => PortBehaviour;
  readonly faults: readonly Fault[];
  readonly random: () => number;
}

/** Says what becomes of one packet to a port: undefined, nothing; else what the scanner sees. */
export interface Fault {
  readonly name: string;
  readonly packet: (port: number, atMs: number) => 'lost' | 'unknown' | 'refused' | 'rejected' | undefined;
  /** An answer on its way back. */
  readonly answer?: (atMs: number) => 'lost' | undefined;
}

export function simulatedClock(): Clock & { advanceTo: (ms: number) => void } {
  let now = 0;
  return {
    nowMs: () => now,
    date: () => new Date(Date.UTC(2026, 0, 1) + now),
    sleep: async (ms) => {
      now += Math.max(0, ms);
    },
    advanceTo: (ms) => {
      now = Math.max(now, ms);
    },
  };
}

const roundTripMs = 2;

/** A sender whose packets meet the simulated network, at the pace of the allowance, in simulated time. */
export function simulatedSender(
  network: SimulatedNetwork,
  clock: ReturnType<typeof simulatedClock>,
): VolleySender {
  return {
    name: 'simulated',
    send: (volley) => {
      const result = sendAll(volley, network, clock);
      return { sent: Promise.resolve(), result: Promise.resolve(result) };
    },
  };
}

function sendAll(
  volley: Volley,
  network: SimulatedNetwork,
  clock: ReturnType<typeof simulatedClock>,
): VolleyResult {
  const count = volley.ports.length;
  const result = {
    states: new Uint8Array(count),
    startedMs: new Float64Array(count),
    answerMs: new Float32Array(count).fill(Number.NaN),
    hops: new Uint8Array(count),
    detailOf: new Uint16Array(count),
    details: [
      { code: '', from: null },
      { code: 'EADDRNOTAVAIL', from: null },
    ],
    late: [],
  };
  for (let i = 0; i < count; i++) {
    for (let grant = volley.allowance.take(1); grant.granted === 0; grant = volley.allowance.take(1)) {
      clock.advanceTo(clock.nowMs() + Math.max(0.01, grant.waitMs));
    }
    const at = clock.nowMs();
    result.startedMs[i] = at;
    const seen = attempt(volley, volley.ports[i]!, at, network);
    result.states[i] = portStates.indexOf(seen);
    if (seen === 'unknown') result.detailOf[i] = 1;
    if (seen === 'open' || seen === 'refused') result.answerMs[i] = roundTripMs;
  }
  return result;
}

/** One attempt: its packets are spread over the time-out, as a kernel's retransmissions are. */
function attempt(volley: Volley, port: number, startMs: number, network: SimulatedNetwork): PortState {
  for (let send = 0; send < volley.sends; send++) {
    const at = startMs + (send * volley.timeoutMs) / volley.sends;
    const fates = network.faults.map((fault) => fault.packet(port, at));
    if (fates.includes('unknown')) return 'unknown';
    if (fates.includes('refused')) return 'refused';
    if (fates.includes('rejected')) return 'rejected';
    const behaviour = network.behaviour(port);
    if (fates.includes('lost') || behaviour === 'drop') continue;
    if (network.faults.some((fault) => fault.answer?.(at + roundTripMs) === 'lost')) continue;
    return behaviour === 'open' ? 'open' : 'refused';
  }
  return 'silent';
}

export function simulatedVantage(sender: VolleySender): Vantage {
  return {
    name: 'outside',
    transport: 'simulated',
    source: [],
    connect: async () => ({ state: 'unknown', code: 'simulated' }),
    senders: { connect: { available: true, sender } },
    close: async () => undefined,
  };
}
