import { makeVisible, shorten } from './clean.ts';

/** report.json keeps what is longer. */
const longestText = 2000;

/** Plain JSON with every text in it, keys too, visible and of a bounded length: for formats that other programs show to people. */
export function cleanTree<Tree>(tree: Tree, longest = longestText): Tree {
  return clean(tree, longest) as Tree;
}

function clean(value: unknown, longest: number): unknown {
  if (typeof value === 'string') return makeVisible(shorten(value, longest));
  if (Array.isArray(value)) return value.map((item) => clean(item, longest));
  if (typeof value !== 'object' || value === null) return value;
  const cleaned: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value))
    cleaned[clean(key, longest) as string] = clean(item, longest);
  return cleaned;
}
