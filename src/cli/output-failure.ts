import type { Reason } from '../model/reason.ts';

/** Results that could not be written whole. The command ends with status 3, and says each reason. */
export class OutputFailure extends Error {
  override readonly name = 'OutputFailure';
  readonly reasons: readonly Reason[];

  constructor(reasons: readonly Reason[], options?: ErrorOptions) {
    super(reasons.map(({ code }) => code).join(', '), options);
    this.reasons = reasons;
  }
}

/** The system's answer to a write, as a sentence about the file that a person named. */
export function outputReason(error: unknown, file: string): Reason {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return { code: 'outputClosed', values: {} };
  const known: Readonly<Record<string, string>> = {
    ENOSPC: 'outputFull',
    EDQUOT: 'outputFull',
    EFBIG: 'outputFull',
    EACCES: 'outputReadOnly',
    EPERM: 'outputReadOnly',
    EROFS: 'outputReadOnly',
    ENOENT: 'outputNoFolder',
    ENOTDIR: 'outputNoFolder',
    EISDIR: 'outputIsFolder',
  };
  const message = known[code];
  if (message === undefined) return { code: 'outputFailed', values: { file, problem: code } };
  return { code: message, values: { file } };
}
