import type { Reason } from '../model/reason.ts';
import type { ClockReading } from './clock.ts';
import type { MachineFacts } from './machine.ts';

/** A line of the journal: what happened around a run, and when. */
export type JournalEntry = Begun | Resumed | VantageProof | WorkerProof | Ended;

interface Session {
  readonly clock: ClockReading;
  readonly tool: { readonly version: string; readonly node: string; readonly openssl: string };
  readonly machine: MachineFacts;
}

/** The run began: plan, settings and inputs are kept, and nothing has been sent. */
export interface Begun extends Session {
  readonly kind: 'begun';
}

/** A run that was cut short goes on. */
export interface Resumed extends Session {
  readonly kind: 'resumed';
  /** Addresses that had been asked wholly. */
  readonly asked: number;
  /** What stood behind the last whole lines of the observations, where the end cut one short. */
  readonly torn?: string;
}

/** Where packets left from. */
export interface VantageProof {
  readonly kind: 'vantage';
  readonly name: string;
  readonly transport: string;
  readonly source: readonly string[];
  readonly standsFor: readonly string[];
  readonly via?: string;
  readonly hostKey?: string;
  /** Why it could not be opened. */
  readonly failed?: Reason;
  readonly interfaces: readonly {
    readonly name: string;
    readonly address: string;
    readonly mac: string;
  }[];
  /** The way to each address of the plan, the first ones where there are many. */
  readonly routes: readonly {
    readonly to: string;
    /** The address that packets leave from; null: there is no way. */
    readonly source: string | null;
    readonly interface: string | null;
    /** Why there is no way. */
    readonly code?: string;
  }[];
  /** Addresses whose way was not looked up. */
  readonly routesLeft: number;
}

/** A worker that asked from a vantage, by its own words: it signed them with its key. */
export interface WorkerProof {
  readonly kind: 'worker';
  readonly vantage: string;
  readonly key: string;
  readonly host: string;
  readonly version: string;
  /** null: it sent nothing. */
  readonly proof: Omit<VantageProof, 'kind'> | null;
}

export interface Ended {
  readonly kind: 'ended';
  readonly clock: ClockReading;
  /** It was not cut short. */
  readonly complete: boolean;
  /** How far the wall clock was moved while the run went on. */
  readonly clockMovedMs: number;
  /** What the report tells of the run itself: messages of the catalogue. */
  readonly warnings: readonly Reason[];
}
