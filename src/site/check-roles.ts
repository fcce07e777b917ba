import { mistakeAt, mistakeAtKey } from '../input/mistakes.ts';
import { keysOf, textsOf, valueAt } from '../input/raw.ts';
import type { SourceDocument } from '../input/source.ts';
import { foreignLetter } from '../input/look-alike.ts';
import type { Mistake } from '../model/mistake.ts';
import type { Profile } from '../model/profile.ts';
import type { Scope } from '../model/site.ts';
import { nearest } from '../text/nearest.ts';
import { readHost } from './host-text.ts';
import type { RoleEntry } from './roles-file.ts';
import { inScope } from './scope.ts';

/** The hosts that a site itself gives to roles, each with its place. What is no host is left to the schema. */
export function roleEntries(site: unknown, document: SourceDocument): RoleEntry[] {
  const roles = valueAt(site, 'roles');
  return keysOf(roles).flatMap((role) =>
    textsOf(valueAt(roles, role)).flatMap(({ text, index }): RoleEntry[] => {
      const read = readHost(text);
      if (read.kind === 'mistake') return [];
      const path = ['roles', role, ...(index === null ? [] : [index])];
      return [
        {
          role,
          host: read.kind === 'address' ? read.address : read.name,
          literal: read.kind === 'address',
          mistake: (code, values, part) =>
            part === 'role'
              ? mistakeAtKey(document, ['roles', role], code, values)
              : mistakeAt(document, path, code, values),
        },
      ];
    }),
  );
}

/** Roles that no profile knows, targets out of scope, hosts in roles that exclude each other. */
export function roleMistakes(
  entries: readonly RoleEntry[],
  emptyRoles: readonly string[],
  profiles: readonly Profile[],
  scope: Scope | undefined,
  document: SourceDocument,
): Mistake[] {
  const known = [...new Set(profiles.flatMap(({ roles }) => Object.keys(roles)))];
  const targets = targetRoles(profiles);
  const unknown = new Map<string, Mistake>();
  for (const { role, mistake } of entries)
    if (!known.includes(role) && !unknown.has(role)) unknown.set(role, unknownRole(role, known, mistake));
  for (const role of emptyRoles)
    if (!known.includes(role))
      unknown.set(
        role,
        unknownRole(role, known, (code, values) => mistakeAtKey(document, ['roles', role], code, values)),
      );
  const outside = entries.filter(
    ({ role, host, literal }) => targets.has(role) && scope !== undefined && literal && !inScope(scope, host),
  );
  return [
    ...unknown.values(),
    ...outside.map(({ host, role, mistake }) => mistake('targetOutsideScope', { host, role }, 'host')),
    ...excludedTogether(entries, profiles),
  ];
}

/** A site none of whose profiles' targets has a host: there would be nothing to ask. */
export function hostlessMistakes(
  entries: readonly RoleEntry[],
  profiles: readonly (Profile | undefined)[],
  document: SourceDocument,
): Mistake[] {
  const loaded = profiles.filter((profile) => profile !== undefined);
  const targets = targetRoles(loaded);
  if (loaded.length < profiles.length || entries.some(({ role }) => targets.has(role))) return [];
  return [mistakeAtKey(document, ['roles'], 'siteWithoutHosts', { roles: [...targets] })];
}

/** Roles that some rule sends packets to. */
function targetRoles(profiles: readonly Profile[]): ReadonlySet<string> {
  return new Set(profiles.flatMap(({ flows, closed }) => [...flows, ...closed].flatMap(({ to }) => to)));
}

function unknownRole(role: string, known: readonly string[], mistake: RoleEntry['mistake']): Mistake {
  const near = nearest(role, known) ?? null;
  const foreign = foreignLetter(role);
  return foreign === undefined
    ? mistake(
        'unknownRole',
        { word: role, near, known: known.slice(0, 12), more: Math.max(0, known.length - 12) },
        'role',
      )
    : mistake('lookAlike', { word: role, near, ...foreign }, 'role');
}

function excludedTogether(entries: readonly RoleEntry[], profiles: readonly Profile[]): Mistake[] {
  const excludes = profiles.flatMap(({ roles }) =>
    Object.entries(roles).flatMap(([role, { excludes = [] }]) =>
      excludes.map((other) => [role, other] as const),
    ),
  );
  return excludes.flatMap(([role, other]) => {
    const hosts = new Set(entries.filter((entry) => entry.role === other).map(({ host }) => host));
    return entries
      .filter((entry) => entry.role === role && hosts.has(entry.host))
      .map(({ host, mistake }) => mistake('rolesExclude', { host, role, other }, 'host'));
  });
}
