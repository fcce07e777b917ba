import { nearest } from '../text/nearest.ts';

/** Words of other tools and of earlier drafts, and the key that is meant here. */
const otherWords: Readonly<Record<string, string>> = {
  forbidden: 'closed',
  denied: 'closed',
  deny: 'closed',
  allowed: 'flows',
  rules: 'flows',
  required: 'flows',
  hosts: 'roles',
  targets: 'roles',
  addresses: 'roles',
  source: 'from',
  destination: 'to',
  target: 'to',
  exceptions: 'waivers',
  sources: 'vantages',
  timeout: 'timeoutMs',
  references: 'documents',
  name: 'title',
  description: 'why',
  expires: 'until',
};

/** The key of `known` that a foreign word, or nearly that word, stands for; undefined for neither. */
export function meantBy(word: string, known: readonly string[]): string | undefined {
  const usable = Object.keys(otherWords).filter((other) => known.includes(otherWords[other]!));
  const other = nearest(word, usable);
  return other === undefined ? undefined : otherWords[other]!;
}
