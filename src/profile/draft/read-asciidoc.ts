import { readAsciidocTable } from './asciidoc-table.ts';
import { inlineAsciidoc } from './asciidoc-text.ts';
import { revisionDate } from './revision-date.ts';
import type { Landmark, SourceDocument } from './source-document.ts';
import { placeTables } from './source-document.ts';

const verbatim = /^(-{4,}|\.{4,}|`{3,}|\/{4,}|\+{4,})\s*$/u;
const tableFence = /^([|,:!])={3,}\s*$/u;

/** Reads AsciiDoc: its titles, paragraphs and tables. Conditional blocks are read as if every one held. */
export function readAsciidoc(text: string): SourceDocument {
  const lines = text.split('\n');
  const landmarks: Landmark[] = [];
  const attributes: Record<string, string> = Object.create(null);
  let blockAttributes = '';
  let blockTitle: string | null = null;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const title = /^(={1,6}|#{1,6})\s+(\S.*)$/u.exec(line);
    const fence = tableFence.exec(line);
    if (fence) {
      const end = closing(lines, i, line.trim());
      landmarks.push({
        kind: 'table',
        line: i + 1,
        table: readAsciidocTable(lines.slice(i + 1, end), i + 2, blockAttributes, blockTitle, fence[1]!),
      });
      i = end;
    } else if (verbatim.test(line)) i = closing(lines, i, line.trim());
    else if (title) {
      landmarks.push({
        kind: 'heading',
        line: i + 1,
        depth: title[1]!.length,
        text: inlineAsciidoc(title[2]!),
      });
    } else if (/^\[.*\]\s*$/u.test(line)) {
      blockAttributes += line.trim();
      continue;
    } else if (/^\.[^\s.]/u.test(line)) {
      blockTitle = inlineAsciidoc(line.slice(1));
      continue;
    } else if (/^:[\w-]+:/u.test(line)) {
      const [, name = '', value = ''] = /^:([\w-]+):\s*(.*)$/u.exec(line) ?? [];
      attributes[name] = value;
      continue;
    } else if (/^(\/\/|(ifdef|ifndef|ifeval|endif|include)::)/u.test(line) || line.trim() === '') continue;
    else landmarks.push({ kind: 'paragraph', line: i + 1, text: inlineAsciidoc(line) });
    blockAttributes = '';
    blockTitle = null;
  }
  const heading = landmarks.find((mark) => mark.kind === 'heading');
  return {
    title: heading?.kind === 'heading' ? heading.text : null,
    language: attributes['lang'] ?? null,
    revised:
      /\d{4}-\d{2}-\d{2}/u.exec(attributes['revdate'] ?? '')?.[0] ??
      revisionDate(landmarks.flatMap((mark) => (mark.kind === 'paragraph' ? [mark.text] : []))),
    tables: placeTables(landmarks),
  };
}

function closing(lines: readonly string[], open: number, fence: string): number {
  let end = open + 1;
  while (end < lines.length && lines[end]!.trim() !== fence) end++;
  return end;
}
