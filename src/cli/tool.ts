import { randomBytes } from 'node:crypto';
import type { Report } from '../model/report.ts';
import { programVersion } from './version.ts';

/** What made a report: versions belong to the evidence. */
export function toolFacts(): Report['tool'] {
  return {
    name: 'portwitness',
    version: programVersion(),
    node: process.versions.node,
    openssl: process.versions.openssl,
  };
}

/** Sorts by time, and is not met twice: two runs may begin in the same second. */
export function newRunId(startedAt: Date): string {
  const time = startedAt.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `${time}-${randomBytes(3).toString('hex')}`;
}
