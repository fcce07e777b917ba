/**
 * What a person's file says, before any schema: texts, numbers, lists and maps, each with its place. YAML and
 * JSON are read into the same shape, so that what follows need not know which it was.
 */
export type SourceNode = SourceMap | SourceList | SourceScalar;

export interface SourceMap {
  readonly kind: 'map';
  readonly at: number;
  readonly entries: ReadonlyMap<string, SourceEntry>;
}

export interface SourceEntry {
  readonly keyAt: number;
  readonly node: SourceNode;
}

export interface SourceList {
  readonly kind: 'list';
  readonly at: number;
  readonly items: readonly SourceNode[];
}

export interface SourceScalar {
  readonly kind: 'scalar';
  readonly at: number;
  readonly value: string | number | boolean | null;
}

/** Counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface SourceDocument {
  /** As the person named it. */
  readonly file: string;
  readonly root: SourceNode;
  /** Line and column of an offset into the file's text. */
  readonly placeOf: (at: number) => Place;
  /** Hexadecimal SHA-256 of the file's exact bytes. */
  readonly sha256: string;
}

export type Path = readonly (string | number)[];

/** How deep lists and maps may stand in each other: far more than either format needs. */
export const deepest = 32;

/** Keys that JavaScript's own objects answer to: a file that uses them is up to something, or will be misread. */
export const reservedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Plain values, maps without a prototype: what a schema decodes. */
export function plainValue(node: SourceNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainValue);
  const map = Object.create(null) as Record<string, unknown>;
  for (const [key, entry] of node.entries) map[key] = plainValue(entry.node);
  return map;
}

/** The node at a path, as far as the path leads; `whole` tells whether it led to its end. */
export function follow(root: SourceNode, path: Path): { node: SourceNode; keyAt: number; whole: boolean } {
  let [node, keyAt] = [root, root.at];
  for (const step of path) {
    const entry = node.kind === 'map' ? node.entries.get(String(step)) : undefined;
    const next = node.kind === 'list' ? node.items[Number(step)] : entry?.node;
    if (next === undefined) return { node, keyAt, whole: false };
    keyAt = entry?.keyAt ?? next.at;
    node = next;
  }
  return { node, keyAt, whole: true };
}

/** Answers line and column of an offset; the starts of the lines are found once, when first asked. */
export function placesOf(text: string): (at: number) => Place {
  let starts: number[] | undefined;
  return (at) => {
    if (starts === undefined) {
      starts = [0];
      for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
    }
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - starts[low]! + 1 };
  };
}
