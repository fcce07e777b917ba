import type { X509Certificate } from 'node:crypto';
import type { Reason } from '../model/reason.ts';

/** Why a run's folder can't be called intact. */
export interface Problem extends Reason {
  /** altered: proof of a change; undecidable: what would tell is missing. */
  readonly means: 'altered' | 'undecidable';
}

export interface VerifySettings {
  /** Certificates that the reader trusts; null: none were given. */
  readonly anchors: readonly X509Certificate[] | null;
  readonly now: Date;
}

export function altered(code: string, values: Reason['values'] = {}): Problem {
  return { means: 'altered', code, values };
}

export function undecidable(code: string, values: Reason['values'] = {}): Problem {
  return { means: 'undecidable', code, values };
}

/** The bytes of what seals a run; null: not there. */
export interface SealBytes {
  readonly digests: Buffer | null;
  readonly signature: Buffer | null;
  readonly signatureStamp: Buffer | null;
  readonly manifestStamp: Buffer | null;
}

/** What a part of the seal comes to. */
export interface SealChecked {
  readonly problems: readonly Problem[];
  readonly facts: readonly Reason[];
}

export function found(...problems: readonly Problem[]): SealChecked {
  return { problems, facts: [] };
}
