import { mistakeAtKey } from '../../input/mistakes.ts';
import type { Lint } from './lint.ts';

/** Parameters that no rule speaks of. */
export const parameters: Lint = (profile, document) => {
  const used = new Set([
    ...profile.flows.flatMap(({ parameter }) => parameter ?? []),
    ...profile.closed.flatMap(({ chosen }) => chosen?.parameters ?? []),
  ]);
  return Object.keys(profile.parameters ?? {})
    .filter((id) => !used.has(id))
    .map((id) => mistakeAtKey(document, ['parameters', id], 'lintParameterUnused', { parameter: id }));
};
