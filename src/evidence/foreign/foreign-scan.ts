import type { PortState } from '../../model/observation.ts';
import type { PortSet, Protocol } from '../../model/ports.ts';

/** What another program's file says, and no more: no attempts are counted in it, and no controls. */
export interface ForeignScan {
  readonly scanner: string;
  /** ISO 8601; null: the file does not say. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** The file says that the scan came to its end; null: such files never say. */
  readonly finished: boolean | null;
  /** The address that packets left from; null: the file does not say. */
  readonly source: string | null;
  /** By canonical address. */
  readonly hosts: ReadonlyMap<string, readonly ForeignPorts[]>;
}

/** Ports that were seen alike. Ports that the file does not name were perhaps never asked. */
export interface ForeignPorts {
  readonly protocol: Protocol;
  readonly ports: PortSet;
  readonly state: PortState;
  /** TTL of the answer; null: not told. */
  readonly hops: number | null;
  readonly code?: string;
  readonly from?: string;
}

/** A file that is not what its option says. */
export class ForeignFileError extends Error {
  override readonly name = 'ForeignFileError';
}
