import { createHash } from 'node:crypto';

/** A check's place in a page: the same in every run, made of nothing that a page could stumble over. */
export function anchorOf(id: string): string {
  return `c-${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;
}
