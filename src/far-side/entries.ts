import type { Protocol } from '../model/ports.ts';
import type { Purpose } from './messages.ts';

/** What a listener's log holds, one entry a line. */
export type LogEntry =
  /** The listener's run begins. Ports as `formatPorts` writes them. */
  | {
      readonly kind: 'opened';
      readonly listener: string;
      readonly site: string;
      readonly siteSha256: string;
      readonly role: string;
      readonly addresses: readonly string[];
      /** Ports at which it answers. */
      readonly answers: Readonly<Record<Protocol, string>>;
      /** Ports at which it notices packets, whatever answers there. */
      readonly sees: Readonly<Record<Protocol, string>>;
    }
  /** A signed question, to its first hearing; those of many attempts stand under `arrivals`. */
  | {
      readonly kind: 'asked';
      readonly purpose: Purpose;
      readonly run: string;
      readonly vantage: string;
      readonly protocol: Protocol;
      /** What was asked, as the vantage knows it. */
      readonly address: string;
      readonly port: number;
      readonly from: string;
      readonly fromPort: number;
      readonly to: string;
      readonly toPort: number;
    }
  /** Packets that came alike within a moment: handshakes' first ones, and datagrams. */
  | {
      readonly kind: 'arrived';
      readonly protocol: Protocol;
      readonly from: string;
      readonly fromPorts: string;
      readonly to: string;
      /** Where the packets are signed: the ports that were asked. */
      readonly ports: string;
      /** How many came to each of these ports; a handshake's packet that is sent again counts once. */
      readonly each: number;
      readonly run?: string;
      readonly vantage?: string;
    }
  /** Signed questions that had been heard before, and were not answered. */
  | { readonly kind: 'replayed'; readonly from: string; readonly count: number }
  /** Packets may have come that the log does not know of. */
  | { readonly kind: 'gap'; readonly why: 'captureLost' | 'tooMany'; readonly count: number }
  | { readonly kind: 'closed'; readonly listener: string };

export interface SealedEntry {
  /** Counts from 0, without holes. */
  readonly n: number;
  readonly at: string;
  readonly entry: LogEntry;
}
