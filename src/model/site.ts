import type { Cidr } from './address.ts';
import type { PortRange, Protocol } from './ports.ts';

/** Where things are, and what may be asked of them. */
export interface Site {
  readonly name: string;
  readonly profiles: readonly SiteProfile[];
  /** Addresses and host names of each role, as the site writes them; an empty list is a role that is not there. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly vantages: Readonly<Record<string, VantageSettings>>;
  readonly scope: Scope;
  readonly authorization?: Authorization;
  readonly pace: Pace;
  readonly limits: Limits;
  readonly waivers: readonly WaiverRule[];
  /** When nothing may be sent, every week anew. */
  readonly blackouts?: readonly Blackout[];
  /** Who is told when a run found something else than the one before. */
  readonly notify?: Notify;
  /** How vantages are reached that have workers. */
  readonly queue?: CoordinatorSettings;
  /** Hexadecimal SHA-256 of the file's exact bytes; with an inventory, of both files' digests. */
  readonly sha256: string;
}

export interface SiteProfile {
  /** A shipped profile's id, or a path. */
  readonly use: string;
  readonly conditions: Readonly<Record<string, boolean>>;
  /** Ports that this deployment chose, by the profile's parameter; absent: its defaults. */
  readonly parameters?: Readonly<Record<string, PortRange>>;
  /** By flow id: where this deployment moved a documented port. */
  readonly ports: Readonly<Record<string, { readonly ports: PortRange; readonly protocol: Protocol }>>;
  readonly names: Readonly<Record<string, readonly string[]>>;
}

export interface VantageSettings {
  readonly standsFor: readonly string[];
  /** Addresses that packets leave from; empty: the machine's own choice. */
  readonly source: readonly string[];
  /** `ssh://user@host:port`; absent: this machine. */
  readonly via?: string;
  /** The fingerprint that the host of `via` must prove. */
  readonly hostKey?: string;
  /** A private key's file; absent: the keys of an agent. */
  readonly key?: string;
  /** Hosts to go through on the way to that of `via`, the nearest first. */
  readonly jump?: readonly JumpHost[];
  /** Public keys of the workers that ask from here, by way of a queue. */
  readonly workers?: readonly string[];
}

/** Where slices of a run are left for workers, and how this machine proves itself there. Files are PEM. */
export interface QueueSettings {
  /** rediss://user@host:port; absent: the command line says it. */
  readonly url?: string;
  /** Who vouches for the server; absent: the system's store. */
  readonly ca?: string;
  /** This machine's own certificate, and its key. */
  readonly certificate?: string;
  readonly key?: string;
  readonly passwordFile?: string;
}

/** The queue as an audit uses it. */
export interface CoordinatorSettings extends QueueSettings {
  /** The Ed25519 key that signs slices: workers carry out nobody else's. */
  readonly signingKey?: string;
  /** How long to wait where no worker, or no queue, answers. */
  readonly patienceMs?: number;
}

export interface JumpHost {
  readonly via: string;
  readonly hostKey: string;
  /** Absent: as for the vantage. */
  readonly key?: string;
}

/** What may be sent a packet. Deny wins. */
export interface Scope {
  readonly allow: readonly Cidr[];
  readonly deny: readonly Cidr[];
}

/** Instants are ISO 8601 with a time zone. */
export interface Authorization {
  readonly reference?: string;
  readonly by?: string;
  readonly from?: string;
  readonly until?: string;
}

export interface Pace {
  /** Attempts per second, over the whole run; Infinity: as fast as answers allow. */
  readonly rate: number;
  /** Attempts per second at one address. */
  readonly perHost: number;
  /** The least number of attempts before silence means anything. */
  readonly attempts: number;
  /** Least distance between the starts of two attempts at one port. */
  readonly attemptGapMs: number;
  /** The longest wait for an answer. */
  readonly timeoutMs: number;
}

export interface Limits {
  /** A closed rule passes only at or under this. */
  readonly missProbability: number;
  /** A plan of more attempts than this must be confirmed. */
  readonly attempts: number;
}

export interface WaiverRule {
  /** A check's id, or a rule's: PROFILE/RULE. */
  readonly check: string;
  /** ISO date; the waiver holds through that day, UTC. */
  readonly until: string;
  readonly by: string;
  readonly reason: string;
}

export const weekDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A window of the wall clock of a time zone; one that ends before it begins goes on past midnight. */
export interface Blackout {
  /** The days that it begins on. */
  readonly days: readonly (typeof weekDays)[number][];
  /** Minutes since midnight, 0 to 1439. */
  readonly from: number;
  /** The first minute after it, 1 to 1440. */
  readonly to: number;
  /** IANA's name of the time zone. */
  readonly zone: string;
  readonly reason?: string;
}

export interface Notify {
  readonly mail?: {
    /** smtp://… or smtps://…, with the user's name where the server wants one. */
    readonly server: string;
    readonly from: string;
    readonly to: readonly string[];
    /** Absolute, or relative to the site's file; the site's file itself holds no secret. */
    readonly passwordFile?: string;
  };
  readonly webhook?: { readonly url: string; readonly secretFile: string };
}
