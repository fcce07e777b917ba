import type { Report } from '../model/report.ts';

/** What the process ends with, so that cron, CI and shells can act on it. 1 wins over 3: a proven violation is a violation. */
export const exitStatus = {
  /** Compliant; for other commands: what was asked for was done. */
  compliant: 0,
  /** Non-compliant; for other commands: a difference, a finding, a shut port. */
  nonCompliant: 1,
  /** Bad usage or bad input; nothing has been sent. */
  badInput: 2,
  /** Inconclusive, or the tool could not do its work. */
  inconclusive: 3,
  /** Interrupted; what was seen is kept. */
  interrupted: 130,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

export function statusOfRun({ outcome }: Pick<Report, 'outcome'>): ExitStatus {
  return exitStatus[outcome];
}
