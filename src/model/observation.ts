import type { ConversationAnswer, ConversationRequest } from './conversation.ts';
import type { FarSideObservation, TestimonyObservation } from './far-side.ts';
import type { Protocol } from './ports.ts';
import type { Reason } from './reason.ts';

/** What the network can say of a port. `unknown`: we failed to ask; it never becomes a pass. */
export const portStates = ['open', 'refused', 'rejected', 'silent', 'unknown'] as const;

export type PortState = (typeof portStates)[number];

/** Ports that were seen alike. */
export interface PortGroup {
  /** As `formatPorts` writes them. */
  readonly ports: string;
  readonly state: PortState;
  /** Attempts started at each. */
  readonly made: number;
  /** Attempts that count: the controls before and after were answered. For answers, how often they came. */
  readonly counted: number;
  /** TTL or hop limit of the answer; null where the sweeper can't see it. */
  readonly hops: number | null;
  /** Error or ICMP code behind `rejected` and `unknown`: admin-prohibited, EMFILE, … */
  readonly code?: string;
  /** Sender of a rejection. */
  readonly from?: string;
}

/** What the controls of one round said. */
export interface RoundEvidence {
  /** 1 to 3; a new stage begins slower, larger, and counts afresh. */
  readonly stage: number;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly attempts: number;
  /** Attempts that are made again, since a control beside them was lost. */
  readonly voided: number;
  readonly controlsAsked: number;
  readonly controlsLost: number;
  /** Attempts per second, as measured. */
  readonly rate: number;
}

export interface ControlEvidence {
  readonly port: number;
  /** What a living path answers: the port is open, or resets. */
  readonly answer: 'open' | 'refused';
  /** The flow that documents the port; null for a port that was found to answer. */
  readonly rule: string | null;
  /** Controls of the stage that vouches for the counted attempts. */
  readonly asked: number;
  readonly lost: number;
  readonly hops: number | null;
  readonly slowestMs: number | null;
}

/** The way that packets to an address leave by. */
export interface FirstHop {
  readonly interface: string;
  /** The gateway's address on that link. */
  readonly nextHop: string;
}

/**
 * What stands in for the controls of an address that answers nothing: controls at another address behind the same
 * first hop, and a witness, both asked between the attempts.
 */
export interface BorrowedControls extends FirstHop {
  /** At another address, from the same vantage and source. */
  readonly control: {
    readonly address: string;
    readonly port: number;
    readonly asked: number;
    readonly lost: number;
  };
  /** At the address itself, from another vantage: before the first attempt, after the last, and between. */
  readonly witness: {
    readonly vantage: string;
    readonly port: number;
    readonly asked: number;
    readonly lost: number;
  };
}

/** All that the attempts at one address from one vantage showed. */
export interface SweepObservation {
  readonly kind: 'sweep';
  readonly vantage: string;
  readonly address: string;
  readonly protocol: Protocol;
  readonly sweeper: string;
  readonly source: string | null;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly groups: readonly PortGroup[];
  readonly decoys: string;
  readonly controls: ControlEvidence | null;
  /** Where no port of the address answers here, and another vantage sees it alive. */
  readonly borrowed?: BorrowedControls;
  readonly rounds: readonly RoundEvidence[];
  /** Causes that the tool could name: own firewall, exhausted descriptors, a rate limit on the path, … */
  readonly causes: readonly Reason[];
  /** What could not be excluded by this sweeper on this machine. */
  readonly notExcluded: readonly Reason[];
}

/** What a conversation with an open port brought. */
export interface ConversationObservation {
  readonly kind: 'conversation';
  readonly vantage: string;
  readonly address: string;
  readonly port: number;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** What was asked, as `expectation/` words it. */
  readonly asked: ConversationRequest;
  readonly answer: ConversationAnswer;
}

/** A target, or a whole vantage, that could not be asked. */
export interface FailureObservation {
  readonly kind: 'failure';
  readonly vantage: string;
  /** null: every address of the vantage. */
  readonly address: string | null;
  readonly at: string;
  readonly reason: Reason;
}

export type Observation =
  SweepObservation | ConversationObservation | FailureObservation | FarSideObservation | TestimonyObservation;
