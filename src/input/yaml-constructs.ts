import type { CST } from 'yaml';
import type { Mistake } from '../model/mistake.ts';
import { mistakeAtOffset, shortened } from './mistakes.ts';
import { deepest, type Place } from './source.ts';

/** What YAML can do and these files must not: each makes a file say other than a reader sees, or never end. */
const refused: Readonly<Record<string, string>> = {
  alias: 'yamlAlias',
  anchor: 'yamlAnchor',
  tag: 'yamlTag',
};

/**
 * Anchors, aliases, tags, directives other than `%YAML 1.2`, and nesting that is too deep, found in the tokens
 * of a file without recursion.
 */
export function refusedConstructs(
  tokens: readonly CST.Token[],
  read: { readonly file: string; readonly placeOf: (at: number) => Place },
): Mistake[] {
  const mistakes: Mistake[] = [];
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  while (open.length > 0) {
    const { token, depth } = open.pop()!;
    const code = refused[token.type];
    if (code !== undefined && 'source' in token)
      mistakes.push(mistakeAtOffset(read, token.offset, code, { value: shortened(token.source) }));
    if (token.type === 'directive' && !/^%YAML\s+1\.2\s*$/.test(token.source))
      mistakes.push(mistakeAtOffset(read, token.offset, 'yamlDirective', { value: shortened(token.source) }));
    if (depth > deepest) {
      mistakes.push(mistakeAtOffset(read, token.offset, 'nestedTooDeep', { deepest }));
      break;
    }
    open.push(
      ...partsOf(token).map((part) => ({ token: part, depth: depth + (isCollection(part) ? 1 : 0) })),
    );
  }
  return mistakes;
}

function isCollection({ type }: CST.Token): boolean {
  return type === 'block-map' || type === 'block-seq' || type === 'flow-collection';
}

function partsOf(token: CST.Token): CST.Token[] {
  const own = 'start' in token && Array.isArray(token.start) ? token.start : [];
  if (token.type === 'document') return [...own, ...(token.value === undefined ? [] : [token.value])];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ start, key, sep, value }) =>
    [...start, key, ...(sep ?? []), value].filter((part) => part !== undefined && part !== null),
  );
}
