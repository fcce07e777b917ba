import { mistakeAt } from '../input/mistakes.ts';
import { itemsOf, valueAt } from '../input/raw.ts';
import type { SourceDocument } from '../input/source.ts';
import type { Mistake } from '../model/mistake.ts';
import type { Profile } from '../model/profile.ts';
import { conflictsBetween } from '../profile/conflicts.ts';
import { parsePortText } from '../profile/port-text.ts';
import type { RoleEntry } from './roles-file.ts';

/** Profiles of one site that contradict one another: each pair of rules once, with both citations. */
export function conflictMistakes(
  site: unknown,
  profiles: readonly Profile[],
  entries: readonly RoleEntry[],
  document: SourceDocument,
): Mistake[] {
  const uses = itemsOf(valueAt(site, 'profiles'));
  const meets = sharedAddress(entries);
  return profiles.flatMap((forbidding, index) =>
    profiles.flatMap((requiring, other) => {
      if (other === index) return [];
      const ports = valueAt(uses[other], 'ports');
      const moved = (flow: string) => {
        const written = valueAt(ports, flow);
        const read = typeof written === 'string' ? parsePortText(written) : undefined;
        return read?.ok === true ? { ports: read.parts[0]!, protocol: read.protocol } : undefined;
      };
      return conflictsBetween(forbidding, requiring, meets, moved).map((conflict) =>
        mistakeAt(document, ['profiles', index, 'use'], 'profilesConflict', { ...conflict }),
      );
    }),
  );
}

/** Roles of one name, and roles that the site gives the same host. */
function sharedAddress(entries: readonly RoleEntry[]): (a: string, b: string) => boolean {
  const hosts = new Map<string, Set<string>>();
  for (const { role, host } of entries)
    hosts.set(role, (hosts.get(role) ?? new Set()).add(host.toLowerCase()));
  return (a, b) => a === b || [...(hosts.get(a) ?? [])].some((host) => hosts.get(b)?.has(host) === true);
}
