import type { LogEntry } from './entries.ts';
import type { ArrivalGathering } from './gather-arrivals.ts';
import { decodeAsk, encodeProof, nobody, type Ask } from './messages.ts';

/** Who sent a question, and where it came to. */
export interface Peer {
  readonly from: string;
  readonly fromPort: number;
  readonly to: string;
  readonly toPort: number;
}

/** Reads questions, keeps what they say, and words the proofs. Strangers get nothing. */
export interface Desk {
  /** Keeps a question that was heard for the first time. stranger: nobody with the key asks, or of another listener. */
  readonly keep: (bytes: Buffer, peer: Peer) => 'kept' | 'again' | 'stranger';
  /** The proof for a question; undefined: it gets no answer. */
  readonly answer: (bytes: Buffer, peer: Peer) => Buffer | undefined;
  /** The number of a question that asks for the log; undefined: it asks for something else. */
  readonly asksForLog: (bytes: Buffer) => string | undefined;
}

/** Questions remembered, so that one that was caught on the way and sent again is known. Some 40 MB at most. */
const mostRemembered = 1 << 18;
/** A datagram is sent again while its answer is lost: the same sender gets it as often as this. */
const mostAnswers = 4;

export function openDesk(
  key: Buffer,
  listener: string,
  log: (entry: LogEntry) => void,
  arrivals: ArrivalGathering,
): Desk {
  const kept = new Map<string, string>();
  const answered = new Map<string, { readonly sender: string; times: number }>();
  const isForUs = (ask: Ask) =>
    ask.listener === listener || (ask.listener === nobody && ask.purpose === 'hello');

  return {
    keep: (bytes, peer) => {
      const ask = decodeAsk(key, bytes);
      if (ask === undefined || (ask.listener !== listener && ask.listener !== nobody)) return 'stranger';
      const sender = senderOf(peer);
      const before = kept.get(ask.nonce);
      if (before !== undefined) {
        if (before !== sender) log({ kind: 'replayed', from: peer.from, count: 1 });
        return 'again';
      }
      remember(kept, ask.nonce, sender);
      const { protocol, port, run, vantage, purpose } = ask;
      const signedFor = { run, vantage };
      if (purpose === 'attempt') {
        arrivals.add({ protocol, from: peer.from, fromPort: peer.fromPort, to: peer.to, port, signedFor });
      } else {
        // What came before it stands before it.
        for (const entry of arrivals.take()) log(entry);
        log({ kind: 'asked', purpose, ...signedFor, protocol, address: ask.address, port, ...peer });
      }
      return 'kept';
    },
    asksForLog: (bytes) => {
      const ask = decodeAsk(key, bytes);
      return ask?.purpose === 'log' && ask.protocol === 'tcp' && isForUs(ask) ? ask.nonce : undefined;
    },
    answer: (bytes, peer) => {
      const ask = decodeAsk(key, bytes);
      if (ask === undefined || !isForUs(ask)) return undefined;
      const sender = senderOf(peer);
      const before = answered.get(ask.nonce) ?? { sender, times: 0 };
      if (before.sender !== sender || before.times >= mostAnswers) return undefined;
      before.times += 1;
      remember(answered, ask.nonce, before);
      const { from, fromPort, to, toPort } = peer;
      const seen = { seenFrom: from, seenFromPort: fromPort, seenAt: to, seenAtPort: toPort };
      return encodeProof(key, { listener, nonce: ask.nonce, ...seen }, bytes);
    },
  };
}

function senderOf({ from, fromPort }: Peer): string {
  return `${from} ${fromPort}`;
}

function remember<T>(memory: Map<string, T>, nonce: string, value: T): void {
  if (memory.size >= mostRemembered && !memory.has(nonce)) memory.delete(memory.keys().next().value!);
  memory.set(nonce, value);
}
