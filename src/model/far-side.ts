import type { Protocol } from './ports.ts';

/** What a keyed question to the far side brought. */
export interface FarSideProof {
  readonly protocol: Protocol;
  /** The port that was asked. */
  readonly port: number;
  readonly at: string;
  readonly outcome: ProofOutcome;
}

export type ProofOutcome =
  | {
      /** A listener that has the key answered this very question. */
      readonly status: 'proven';
      /** The listener's run: another one after each start. */
      readonly listener: string;
      /** Who asked, as the listener saw it. */
      readonly seenFrom: string;
      readonly seenFromPort: number;
      /** What was asked, as the listener saw it. */
      readonly seenAt: string;
      readonly seenAtPort: number;
      /** Address that the question left from; null: not known. */
      readonly sentFrom: string | null;
    }
  /** Something answered in the protocol's form, and does not prove that it has the key, or answers another question. */
  | { readonly status: 'notBelieved'; readonly why: 'foreign' | 'replayed' }
  /** No answer, or something that is no listener. */
  | { readonly status: 'unanswered'; readonly code: string };

/** Keyed questions to one address from one vantage, before, between and after all others. */
export interface FarSideObservation {
  readonly kind: 'farSide';
  readonly vantage: string;
  readonly address: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** What the run's questions are signed for, hexadecimal. */
  readonly run: string;
  readonly proofs: readonly FarSideProof[];
}

/** Packets that reached the far side, as its log tells. */
export interface Arrivals {
  readonly protocol: Protocol;
  /** As `formatPorts` writes them: the ports that were asked, where the packets say, else those they came to. */
  readonly ports: string;
  /** How many came to each of them. */
  readonly each: number;
  readonly from: string;
  /**
   * vantage: signed for it, or from an address that questions signed for it came from. others: signed for another
   * vantage or run, or from an address of such. unknown: nobody can tell.
   */
  readonly whose: 'vantage' | 'others' | 'unknown';
}

/** What a listener's log says of one address, while it was asked from one vantage. */
export interface TestimonyObservation {
  readonly kind: 'testimony';
  readonly vantage: string;
  readonly address: string;
  /** Of the visit that it speaks of. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** The listener's run; null: no log could be read, and `gaps` says why. */
  readonly listener: string | null;
  /** The log reaches from before the first packet to after the last one without a gap: what is not in it did not arrive. */
  readonly whole: boolean;
  /** Why it is not: codes of `farSideGap…`. */
  readonly gaps: readonly string[];
  /** Ports at which packets were seen, whatever answers there. */
  readonly sees: Readonly<Record<Protocol, string>>;
  /** Ports at which the listener itself answers. */
  readonly answers: Readonly<Record<Protocol, string>>;
  readonly arrivals: readonly Arrivals[];
}
