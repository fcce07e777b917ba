import type { Text } from './language.ts';
import type { Pace } from './site.ts';
import type { PortSet, Protocol } from './ports.ts';
import type { Cite, ClosedState, ExpectationUse, Need } from './profile.ts';
import type { Reason } from './reason.ts';

/** What is sure before any packet: the check is not applicable, or cannot be made. */
export interface Settled {
  readonly verdict: 'notApplicable' | 'inconclusive';
  readonly reason: Reason;
}

/** One rule at one vantage and one address. */
export interface Check {
  /** PROFILE/RULE@VANTAGE>ADDRESS; the host's name, or the role, where there is no address. */
  readonly id: string;
  readonly profile: string;
  readonly rule: string;
  readonly kind: 'flow' | 'closed';
  readonly title?: Text;
  readonly why?: Text;
  readonly cite?: Cite;
  readonly from: string;
  readonly to: string;
  readonly vantage: string;
  readonly host: string | null;
  readonly address: string | null;
  readonly protocol: Protocol;
  readonly ports: PortSet;
  readonly need: Need;
  readonly expected: 'open' | ClosedState;
  readonly expect: readonly ExpectationUse[];
  /** The site's names, by the profile's question, for expectations. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** The site's answers to the profile's conditions. */
  readonly conditions: Readonly<Record<string, boolean>>;
  /** The port of the flow that the closed rule prefers as its control. */
  readonly control?: { readonly rule: string; readonly port: number };
  readonly settled?: Settled;
}

/** Everything that is asked of one address from one vantage; checks that share a port share its observation. */
export interface Target {
  readonly vantage: string;
  readonly address: string;
  /** Address that packets leave from; null: the machine's own choice. */
  readonly source: string | null;
  /** TCP ports that flows name: asked first, one conversation each where expectations want it. */
  readonly documented: PortSet;
  /** TCP ports of the closed rules: swept, with controls interleaved. */
  readonly forbidden: PortSet;
  /** TCP ports that nobody documents, asked too: when they answer as open, something answers for everybody. */
  readonly decoys: PortSet;
  readonly udp: PortSet;
  readonly checks: readonly Check[];
}

/** A rule that no vantage of this run can ask. */
export interface NotCovered {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly reason: Reason;
}

/** How a run asks, and how sure it must be. */
export interface Method {
  readonly pace: Pace;
  readonly missLimit: number;
  /** Controls that the limit needs when none is lost. */
  readonly controlsNeeded: number;
}

/**
 * What will be asked. Checks are streamed: a plan of a million stays small in memory. `parts()` may be
 * iterated again and gives the same parts in the same order: by vantage, then address.
 */
export interface Plan {
  readonly method: Method;
  readonly notCovered: readonly NotCovered[];
  readonly parts: () => Iterable<PlanPart>;
}

/** A target to ask, or a check that is settled without asking. */
export type PlanPart =
  { readonly kind: 'target'; readonly target: Target } | { readonly kind: 'settled'; readonly check: Check };
