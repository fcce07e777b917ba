import type { Readable, Writable } from 'node:stream';
import type { RawSenders } from '../vantage/local/raw/raw-senders.ts';

/** What was started before the command line was read, since it takes long. */
export interface EarlyStart {
  readonly rawSenders?: Promise<RawSenders>;
}

/** All that the command line knows of the process that it runs in; tests pass in their own. */
export interface World extends EarlyStart {
  /** What stands after the program's name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & TerminalTraits;
  readonly stderr: Writable & TerminalTraits;
  /** Aborted by SIGINT and SIGTERM. */
  readonly interrupted: AbortSignal;
  readonly now: () => Date;
  /** How a person starts this program from where they are: what the demo and the help tell them to type. */
  readonly invokedAs: string;
}

export interface TerminalTraits {
  readonly isTTY?: boolean;
  readonly columns?: number;
}
