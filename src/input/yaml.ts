import { Composer, isMap, isScalar, isSeq, type Document, type ParsedNode, Parser, type CST } from 'yaml';
import type { Mistake } from '../model/mistake.ts';
import { mistakeAtOffset, refuseMistakes } from './mistakes.ts';
import { type Place, reservedKeys, type SourceEntry, type SourceNode } from './source.ts';
import { refusedConstructs } from './yaml-constructs.ts';

interface Read {
  readonly file: string;
  readonly placeOf: (at: number) => Place;
}

/**
 * Reads YAML 1.2 of the plainest kind: maps with text keys, lists, and scalars. Only `true`, `false`, `null`
 * and whole decimal numbers are anything but text: `no`, `0x50`, `1e3`, `22:22` and dates stay as written.
 */
export function readYaml(text: string, read: Read): SourceNode {
  const tokens = [...new Parser().parse(text)];
  // Before composing, which recurses: deep nesting would end the process, not only the call.
  refuseMistakes(refusedConstructs(tokens, read));
  const [document, second] = compose(tokens, text.length);
  const mistakes = document === undefined ? [] : syntaxMistakes(document, read);
  if (second !== undefined) mistakes.push(mistakeAtOffset(read, second.range[0], 'yamlSeveralDocuments'));
  const content = document?.contents ?? null;
  if (content === null && mistakes.length === 0)
    mistakes.push(mistakeAtOffset(read, 0, 'fileWithoutContent'));
  refuseMistakes(mistakes);
  const root = toSource(content, 0, read, mistakes);
  refuseMistakes(mistakes);
  return root;
}

function compose(tokens: CST.Token[], length: number): Document.Parsed[] {
  const composer = new Composer({ version: '1.2', schema: 'failsafe', merge: false, uniqueKeys: false });
  return [...composer.compose(tokens, false, length)] as Document.Parsed[];
}

/** The library's codes that have a message of their own; any other is told by the general one. */
const syntaxCodes: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'yamlTab',
  BAD_INDENT: 'yamlIndent',
  MISSING_CHAR: 'yamlMissingCharacter',
  BAD_DQ_ESCAPE: 'yamlEscape',
  BAD_SCALAR_START: 'yamlReservedStart',
  BLOCK_AS_IMPLICIT_KEY: 'yamlNestedInLine',
  MULTILINE_IMPLICIT_KEY: 'yamlNestedInLine',
};

/** The first mistake of each line: what follows on it comes from the first. */
function syntaxMistakes(document: Document.Parsed, read: Read): Mistake[] {
  const byLine = new Map<number | null, Mistake>();
  for (const error of document.errors) {
    const mistake = mistakeAtOffset(read, error.pos[0], syntaxCodes[error.code] ?? 'yamlSyntax');
    if (!byLine.has(mistake.line)) byLine.set(mistake.line, mistake);
  }
  return [...byLine.values()];
}

function toSource(node: ParsedNode | null, at: number, read: Read, mistakes: Mistake[]): SourceNode {
  if (node === null) return { kind: 'scalar', at, value: null };
  if (isSeq(node)) {
    const items = node.items.map((item) => toSource(item, node.range[0], read, mistakes));
    return { kind: 'list', at: node.range[0], items };
  }
  if (!isMap(node)) {
    const plain = isScalar(node) && node.type === 'PLAIN';
    const text = isScalar(node) ? (node.source ?? '') : '';
    return { kind: 'scalar', at: node.range[0], value: plain ? plainScalar(text) : text };
  }
  const entries = new Map<string, SourceEntry>();
  for (const pair of node.items) {
    const keyNode = pair.key as ParsedNode | null;
    const keyAt = keyNode?.range[0] ?? node.range[0];
    const key = isScalar(keyNode) ? (keyNode.source ?? '') : '';
    const code = keyMistake(key, entries);
    if (code !== undefined) mistakes.push(mistakeAtOffset(read, keyAt, code, { key }));
    else entries.set(key, { keyAt, node: toSource(pair.value, keyAt, read, mistakes) });
  }
  return { kind: 'map', at: node.range[0], entries };
}

function keyMistake(key: string, entries: ReadonlyMap<string, SourceEntry>): string | undefined {
  if (key === '') return 'yamlKeyNotText';
  if (key === '<<') return 'yamlMergeKey';
  if (reservedKeys.has(key)) return 'keyReserved';
  return entries.has(key) ? 'keyTwice' : undefined;
}

/** The forms of the YAML 1.2 core schema, less hexadecimal, octal, leading zeros, signs and fractions. */
function plainScalar(text: string): string | number | boolean | null {
  if (/^(?:~|null|Null|NULL)?$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}
