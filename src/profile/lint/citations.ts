import { mistakeAt, mistakeAtKey } from '../../input/mistakes.ts';
import type { Lint } from './lint.ts';

/** Rules that no document asks for, and documents that ask for no rule. */
export const citations: Lint = (profile, document) => {
  const rules = [
    ...profile.flows.map((rule, i) => ({ rule, path: ['flows', i] })),
    ...profile.closed.map((rule, i) => ({ rule, path: ['closed', i] })),
  ];
  const cited = new Set(rules.map(({ rule }) => rule.cite?.document));
  return [
    ...rules
      .filter(({ rule }) => rule.cite === undefined)
      .map(({ rule, path }) => mistakeAt(document, path, 'lintNoCite', { rule: rule.id })),
    ...Object.keys(profile.documents)
      .filter((id) => !cited.has(id))
      .map((id) => mistakeAtKey(document, ['documents', id], 'lintDocumentUnused', { document: id })),
  ];
};
