import type { Duplex } from 'node:stream';
import type { FirstHop, PortState } from '../model/observation.ts';
import type { Reason } from '../model/reason.ts';

/**
 * A place that packets leave from. Every sender of packets checks the address' bytes against the scope at
 * the moment of sending.
 */
export interface Vantage {
  readonly name: string;
  readonly transport: string;
  /** Addresses that packets leave from, as far as known. */
  readonly source: readonly string[];
  /** One connection for a conversation. */
  readonly connect: (to: Endpoint, timeoutMs: number, signal?: AbortSignal) => Promise<Connection>;
  /** The ways that this vantage has of asking many ports, by name; `probe/sweeps/` chooses. */
  readonly senders: Readonly<Record<string, SenderOffer>>;
  /** How packets to an address leave; undefined: not known, or the target stands on the link itself. */
  readonly firstHop?: (address: string, source: string | null) => Promise<FirstHop | undefined>;
  readonly close: () => Promise<void>;
}

export interface Endpoint {
  readonly address: string;
  readonly port: number;
  /** Address to leave from; null: the machine's own choice. */
  readonly source: string | null;
}

export type Connection =
  | { readonly state: 'open'; readonly stream: Duplex; readonly localAddress: string | null }
  | { readonly state: Exclude<PortState, 'open'>; readonly code: string };

export type SenderOffer =
  | { readonly available: true; readonly sender: VolleySender }
  /** Why this machine can't: a message of the text catalogue. */
  | {
      readonly available: false;
      readonly why: { readonly code: string; readonly values: Record<string, string | number> };
    };

/** Carries out volleys: one attempt at each position, in order, at the pace that the allowance grants. */
export interface VolleySender {
  readonly name: string;
  readonly send: (volley: Volley) => VolleyUnderWay;
}

/** Attempts at one address, in the order of asking. A port may stand at many positions: controls do. */
export interface Volley {
  readonly address: string;
  readonly source: string | null;
  readonly ports: Uint16Array;
  /** Positions that are controls. They are sent like any other; a sender may adapt its pace to their answers. */
  readonly controls: Uint32Array;
  /** How long each attempt waits for its answer, counted from its own start. */
  readonly timeoutMs: number;
  /**
   * Packets per attempt while it is unanswered, spread evenly over the time-out, for senders that make their
   * own packets; where the kernel retransmits, it decides.
   */
  readonly sends: number;
  readonly allowance: Allowance;
  readonly signal?: AbortSignal;
  /** What a datagram asks, for senders of datagrams. */
  readonly questions?: Questions;
}

/** What to ask by datagram, and what to make of what comes back. */
export interface Questions {
  /** The datagram for a port; asked once for each attempt. */
  readonly ask: (port: number) => Uint8Array;
  /** What an answer is called in the evidence, '' where there is nothing to tell. Any datagram that comes back is an answer. */
  readonly nameAnswer: (port: number, answer: Uint8Array, asked: Uint8Array) => string;
}

/** The pace: asked before attempts are started. */
export interface Allowance {
  /** How many of `wanted` attempts may start now (0 to wanted), and when to ask again if fewer. */
  readonly take: (wanted: number) => { readonly granted: number; readonly waitMs: number };
}

export interface VolleyUnderWay {
  /** Settles when the last attempt has been started. */
  readonly sent: Promise<void>;
  /** Settles when every attempt has its answer or its time-out. Never rejects: failures are `unknown`. */
  readonly result: Promise<VolleyResult>;
}

/** Parallel to `Volley.ports`. */
export interface VolleyResult {
  /** Index into `portStates`. */
  readonly states: Uint8Array;
  /** When each attempt started, on the monotonic clock (`performance.now()` of this process); NaN: never. */
  readonly startedMs: Float64Array;
  /** Time to the answer; NaN: none came. */
  readonly answerMs: Float32Array;
  /** TTL or hop limit of the answer; 0: not known. */
  readonly hops: Uint8Array;
  /** Index into `details`; 0: nothing to tell. */
  readonly detailOf: Uint16Array;
  readonly details: readonly AnswerDetail[];
  /** Ports that answered as open, or otherwise, after their attempt had timed out; positive evidence all the same. */
  readonly late: readonly { readonly port: number; readonly state: PortState; readonly hops: number }[];
  /** What this sender could not exclude on this machine, as messages of the text catalogue. */
  readonly notExcluded?: readonly Reason[];
}

/** What stands behind `rejected` and `unknown`. `details[0]` is unused. */
export interface AnswerDetail {
  /** admin-prohibited, host-unreachable, EMFILE, EADDRNOTAVAIL, own-firewall, … */
  readonly code: string;
  /** Sender of the rejection; null: not known. */
  readonly from: string | null;
}
