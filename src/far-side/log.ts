import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FarSideKey } from './key.ts';
import type { LogEntry, SealedEntry } from './entries.ts';

/**
 * Seals entries into lines: each MAC covers the line's exact bytes and the MAC before it, so that no line can be
 * changed, added, left out or moved. That lines were cut off at the end shows by what a run asked last.
 */
export function sealLog(key: FarSideKey, now: () => Date): (entry: LogEntry) => string {
  let before = beginning(key);
  let n = 0;
  return (entry) => {
    const body = JSON.stringify({ n: n++, at: now().toISOString(), entry } satisfies SealedEntry);
    before = macOf(key, before, body);
    return `{"sealed":${body},"mac":"${before}"}\n`;
  };
}

export type LogReading =
  | { readonly status: 'whole'; readonly entries: readonly SealedEntry[] }
  | { readonly status: 'foreign' }
  | { readonly status: 'altered'; readonly line: number }
  | { readonly status: 'empty' };

const linePattern = /^\{"sealed":(\{.*\}),"mac":"([0-9a-f]{64})"\}$/;

/**
 * Reads a log, and believes all of it or nothing. A last line that is cut short is one that is being written, and
 * is left out; `altered` names the first line whose MAC does not hold.
 */
export function readLog(key: FarSideKey, text: string): LogReading {
  const lines = text.split('\n');
  lines.pop(); // what follows the last line feed
  if (lines.length === 0) return { status: 'empty' };
  const entries: SealedEntry[] = [];
  let before = beginning(key);
  for (const [i, line] of lines.entries()) {
    const match = linePattern.exec(line);
    const mac = match === null ? '' : macOf(key, before, match[1]!);
    if (match === null || !timingSafeEqual(Buffer.from(mac), Buffer.from(match[2]!))) {
      // The first line says whose log it is.
      return i === 0 && match !== null ? { status: 'foreign' } : { status: 'altered', line: i + 1 };
    }
    entries.push(JSON.parse(match[1]!) as SealedEntry);
    before = mac;
  }
  return { status: 'whole', entries };
}

function beginning(key: FarSideKey): string {
  return macOf(key, '', `portwitness far-side log ${key.id}`);
}

function macOf(key: FarSideKey, before: string, body: string): string {
  return createHmac('sha256', key.log).update(before).update('\n').update(body).digest('hex');
}
