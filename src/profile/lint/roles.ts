import { mistakeAtKey } from '../../input/mistakes.ts';
import type { Lint } from './lint.ts';

/** Roles that no rule names: a site would be asked for addresses that nothing uses. */
export const roles: Lint = (profile, document) => {
  const used = new Set([...profile.flows, ...profile.closed].flatMap(({ from, to }) => [from, ...to]));
  const excluded = Object.values(profile.roles).flatMap(({ excludes = [] }) => excludes);
  return Object.keys(profile.roles)
    .filter((id) => !used.has(id) && !excluded.includes(id))
    .map((id) => mistakeAtKey(document, ['roles', id], 'lintRoleUnused', { role: id }));
};
