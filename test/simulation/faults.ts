import type { Fault } from './network.ts';

type Random = () => number;

/** Each packet is lost with this chance, each way. */
export function loss(chance: number, random: Random): Fault {
  const lost = () => (random() < chance ? 'lost' : undefined);
  return { name: 'loss', packet: lost, answer: lost };
}

/** Losses in bursts: a path that is bad for some milliseconds, again and again. */
export function burstLoss(badMs: number, goodMs: number, random: Random): Fault {
  let [bad, until] = [false, 0];
  const lost = (atMs: number) => {
    while (atMs >= until) {
      bad = !bad;
      until += -Math.log(1 - random()) * (bad ? badMs : goodMs);
    }
    return bad ? 'lost' : undefined;
  };
  return { name: 'bursts', packet: (_port, atMs) => lost(atMs) };
}

/** Nothing passes in this time. */
export function outage(fromMs: number, forMs: number): Fault {
  return {
    name: 'outage',
    packet: (_port, atMs) => (atMs >= fromMs && atMs < fromMs + forMs ? 'lost' : undefined),
  };
}

/** A limiter in the path: so many packets per second, a burst of five. */
export function rateLimit(perSecond: number): Fault {
  let [tokens, filledAt] = [5, 0];
  return {
    name: 'rate limit',
    packet: (_port, atMs) => {
      tokens = Math.min(5, tokens + (Math.max(0, atMs - filledAt) / 1000) * perSecond);
      filledAt = Math.max(filledAt, atMs);
      if (tokens < 1) return 'lost';
      tokens--;
      return undefined;
    },
  };
}

/** A device that drops everything of the scanner's once it has asked so many ports, for a time. */
export function shunning(ports: number, forMs: number): Fault {
  const asked = new Set<number>();
  let until = -1;
  return {
    name: 'shunning',
    packet: (port, atMs) => {
      if (atMs < until) return 'lost';
      if (until > 0 && forMs === Infinity) return 'lost';
      asked.add(port);
      if (asked.size < ports) return undefined;
      asked.clear();
      until = atMs + forMs;
      return undefined;
    },
  };
}

/** For a time, or for good, a device answers in the target's stead: it resets or rejects everything. */
export function answeringDevice(answer: 'refused' | 'rejected', fromMs: number, forMs: number): Fault {
  return {
    name: 'answering device',
    packet: (_port, atMs) => (atMs >= fromMs && atMs < fromMs + forMs ? answer : undefined),
  };
}

/** A path that comes and goes. */
export function flapping(upMs: number, downMs: number, phaseMs: number): Fault {
  return {
    name: 'flapping',
    packet: (_port, atMs) => ((atMs + phaseMs) % (upMs + downMs) >= upMs ? 'lost' : undefined),
  };
}

/** The scanner's own source ports or descriptors run out at more than so many attempts per second. */
export function exhaustion(perSecond: number): Fault {
  let [windowAt, used] = [0, 0];
  return {
    name: 'exhaustion',
    packet: (_port, atMs) => {
      if (atMs - windowAt >= 1000) [windowAt, used] = [atMs, 0];
      return ++used > perSecond ? 'unknown' : undefined;
    },
  };
}

/** Nobody is there. */
export function deadHost(fromMs: number): Fault {
  return { name: 'dead host', packet: (_port, atMs) => (atMs >= fromMs ? 'lost' : undefined) };
}
