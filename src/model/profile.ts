import type { ControlIds } from './controls.ts';
import type { Text } from './language.ts';
import type { PortRange, PortSet, Protocol } from './ports.ts';

/** A product's port document as data: no address in it. */
export interface Profile {
  readonly id: string;
  readonly version: string;
  readonly title: Text;
  readonly documents: Readonly<Record<string, DocumentReference>>;
  readonly roles: Readonly<Record<string, Role>>;
  readonly conditions: Readonly<Record<string, Condition>>;
  readonly names: Readonly<Record<string, NameQuestion>>;
  /** Absent: none. */
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly flows: readonly Flow[];
  readonly closed: readonly ClosedRule[];
  /** Hexadecimal SHA-256 of the file's exact bytes. */
  readonly sha256: string;
}

export interface DocumentReference {
  readonly title: string;
  readonly language?: string;
  /** ISO date of the document's last revision. */
  readonly revised?: string;
  readonly url?: string;
}

export interface Role {
  readonly title: Text;
  /** Roles that no address may have besides this one. */
  readonly excludes?: readonly string[];
}

/** A question that the site answers, yes or no. */
export interface Condition {
  readonly ask: Text;
  readonly default: boolean;
}

/** Host names that the site gives and expectations use. */
export interface NameQuestion {
  readonly ask: Text;
  /** A site may leave it unanswered; what is expected of these names is then not asked. */
  readonly optional?: boolean;
}

/** Ports that the document lets a deployment choose; rules speak of them by the parameter's id. */
export interface Parameter {
  readonly ask: Text;
  readonly default: PortRange;
}

export type Need = 'required' | 'optional';

/** When a need holds; conditions by their ids. */
export type When =
  | { readonly kind: 'condition'; readonly id: string }
  | { readonly kind: 'all'; readonly of: readonly When[] }
  | { readonly kind: 'any'; readonly of: readonly When[] };

export type NeedRule = Need | { readonly when: When; readonly then: Need; readonly otherwise: Need };

/** One expectation of a flow: a registered name ("tls.names") and its settings, decoded by that expectation's schema. */
export interface ExpectationUse {
  readonly name: string;
  readonly settings: unknown;
}

export interface Cite {
  readonly document: string;
  readonly table?: string | number;
  readonly row?: number;
  /** Line of the document as it was read. */
  readonly line?: number;
  /** A passage outside the tables, in the document's own terms. */
  readonly passage?: string;
}

interface Rule {
  readonly id: string;
  readonly title?: Text;
  readonly why?: Text;
  readonly cite?: Cite;
  /** Controls that its verdict is supporting evidence for. */
  readonly controls?: ControlIds;
  readonly from: string;
  /** One role or several. */
  readonly to: readonly string[];
  readonly protocol: Protocol;
}

export interface Flow extends Rule {
  readonly ports: PortRange;
  /** The parameter that `ports` come from. */
  readonly parameter?: string;
  readonly need: NeedRule;
  readonly expect: readonly ExpectationUse[];
}

export type ClosedState = 'closed' | 'blocked' | 'not-listening';

export interface ClosedRule extends Rule {
  readonly ports: PortSet;
  /** Where parameters give some of `ports`: their ids, and the others. */
  readonly chosen?: { readonly parameters: readonly string[]; readonly besides: PortSet };
  readonly state: ClosedState;
  /** Id of the flow of this profile that best proves that the path was alive. */
  readonly control?: string;
}
