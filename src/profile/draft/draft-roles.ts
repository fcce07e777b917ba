import { reservedKeys } from '../../input/source.ts';
import { oneLine } from './plain-text.ts';
import { slug } from './slug.ts';
import { unusedIds } from './unused-ids.ts';

/** Collects the parties that a document names, and gives each an id. */
export function draftRoles() {
  const ids = new Map<string, string>();
  const titles = new Map<string, string>();
  const unused = unusedIds();
  const idFor = (title: string): string => {
    const known = ids.get(title.toLowerCase());
    if (known !== undefined) return known;
    const named = slug(title.replaceAll(/\([^()]*\)/gu, ' '));
    const base = named === null || reservedKeys.has(named) ? `role-${titles.size + 1}` : named;
    const id = unused(base);
    ids.set(title.toLowerCase(), id);
    titles.set(id, title);
    return id;
  };
  return {
    /** The role of a whole cell; `unnamed` is the role's id where the document names nobody. */
    one: (cell: string | null, unnamed: string): string => idFor(cell === null ? unnamed : oneLine(cell)),
    /** Roles that a cell lists. */
    several: (cell: string | null, unnamed: string): string[] => [
      ...new Set((cell === null ? [unnamed] : listed(cell)).map(idFor)),
    ],
    titles: (): ReadonlyMap<string, string> => titles,
  };
}

/** "Front End, Front End pool, Director": commas and semicolons outside brackets. */
function listed(cell: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of oneLine(cell)) {
    if ('([{'.includes(char)) depth++;
    if (')]}'.includes(char)) depth = Math.max(0, depth - 1);
    if (depth === 0 && /[,;、，；]/u.test(char)) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part].map((text) => text.trim()).filter((text) => text !== '');
}
