import type { Text } from './language.ts';
import type { Protocol } from './ports.ts';
import type { Cite, ClosedState, DocumentReference, Need } from './profile.ts';
import type { ReasonValues } from './reason.ts';
import type { Authorization } from './site.ts';
import type { Outcome, PortCounts, Rejection, VerdictWord } from './verdict.ts';

export const reportSchemaId = 'portwitness/report/1';

/** The one document that every format renders: a stable contract. Readers ignore fields that they don't know. */
export interface Report {
  readonly schema: typeof reportSchemaId;
  readonly tool: {
    readonly name: 'portwitness';
    readonly version: string;
    readonly node: string;
    readonly openssl: string;
  };
  readonly run: {
    readonly id: string;
    readonly startedAt: string;
    readonly finishedAt: string;
    readonly complete: boolean;
    readonly language?: string;
  };
  readonly site: { readonly name: string; readonly sha256: string };
  readonly profiles: readonly {
    readonly id: string;
    readonly version: string;
    readonly sha256: string;
    readonly title?: Text;
  }[];
  readonly vantages: readonly {
    readonly name: string;
    readonly standsFor: readonly string[];
    readonly transport: string;
    readonly source: readonly string[];
    /** The way to another host, and the fingerprint that it had to prove. */
    readonly via?: string;
    readonly hostKey?: string;
    /** Who asked from there, by way of a queue: their public keys, and their hosts as they call themselves. */
    readonly workers?: readonly { readonly key: string; readonly host: string }[];
  }[];
  readonly authorization: Authorization;
  readonly conditions: Readonly<Record<string, boolean>>;
  readonly documents: Readonly<Record<string, DocumentReference>>;
  /** Titles of the roles that the checks name. */
  readonly roles?: Readonly<Record<string, Text>>;
  /** PROFILE/RULE → catalogue → controls that the rule's verdicts are supporting evidence for. */
  readonly controls?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** What the conditions ask, by their keys in `conditions`. */
  readonly questions?: Readonly<Record<string, Text>>;
  /** How the run asked, and how sure it had to be. */
  readonly method?: ReportMethod;
  readonly outcome: Outcome;
  readonly counts: {
    readonly pass: number;
    readonly fail: number;
    readonly inconclusive: number;
    readonly waived: number;
    readonly notApplicable: number;
  };
  readonly notCovered: readonly ReportNotCovered[];
  /** What the reader must know besides the verdicts: a waiver that matches nothing, a limit of the machine, … */
  readonly warnings?: readonly ReportNote[];
  /** Who may reach whom, and who does, by roles. */
  readonly matrix?: readonly ReportPair[];
  readonly checks: readonly ReportCheck[];
}

/** What the rules from one role to another ask for, show, and end in. Ports are written "80,443/tcp 3478/udp". */
export interface ReportPair {
  readonly from: string;
  readonly to: string;
  /** Who asked. */
  readonly vantages: readonly string[];
  readonly documented: { readonly required: string; readonly optional: string; readonly shut: string };
  readonly observed: {
    /** Documented ports that are open, and those that are not, at one address at least. */
    readonly open: string;
    readonly notOpen: string;
    readonly openForbidden: string;
  };
  /** The worst of its checks. */
  readonly verdict: VerdictWord | 'waived' | 'notCovered';
  /** Rules that no vantage could ask. */
  readonly notCovered: number;
}

export interface ReportMethod {
  /** Attempts per second over the run; null: as fast as answers allow. */
  readonly rate: number | null;
  readonly attempts: number;
  readonly attemptGapMs: number;
  readonly timeoutMs: number;
  readonly missLimit: number;
}

/** A sentence in the run's language, with what renders it in another. */
export interface ReportNote {
  readonly reason: string;
  readonly reasonCode: string;
  readonly reasonValues: ReasonValues;
}

export interface ReportNotCovered {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly reasonCode?: string;
  readonly reasonValues?: ReasonValues;
}

export interface ReportFinding {
  readonly expectation: string;
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  readonly expected: string;
  readonly actual: string;
  readonly reason: string;
  readonly code: string;
  readonly values: ReasonValues;
}

export interface ReportCheck {
  readonly id: string;
  readonly profile: string;
  readonly rule: string;
  readonly kind: 'flow' | 'closed';
  readonly title: Text;
  readonly why: Text;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly from: string;
  readonly to: string;
  readonly vantage: string;
  readonly host: string | null;
  readonly address: string | null;
  readonly protocol: Protocol;
  readonly ports: string;
  readonly need: Need;
  readonly expected: 'open' | ClosedState;
  readonly observed: PortCounts;
  readonly verdict: VerdictWord;
  readonly reason: string;
  readonly reasonCode: string;
  readonly reasonValues: ReasonValues;
  readonly findings: readonly ReportFinding[];
  readonly facts: Readonly<Record<string, unknown>>;
  readonly rejections: readonly Rejection[];
  readonly sweeper: string | null;
  readonly attempts: number;
  readonly controls: { readonly asked: number; readonly lost: number; readonly lossBound: number } | null;
  readonly missProbability: number | null;
  readonly causes?: readonly ReportNote[];
  readonly notExcluded?: readonly ReportNote[];
  readonly waiver?: { readonly until: string; readonly by: string; readonly reason: string };
  readonly cite?: Cite;
}
