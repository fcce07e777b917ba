import { oneLine, plainText } from './plain-text.ts';
import type { SourceDocument } from './source-document.ts';
import { placeTables } from './source-document.ts';

/** Reads a sheet saved as CSV (RFC 4180): comma, semicolon, tab or bar between fields, whichever it uses. */
export function readCsv(text: string): SourceDocument {
  const records = csvRecords(text, separatorOf(text)).filter(({ fields }) =>
    fields.some((field) => field.trim() !== ''),
  );
  const [head, ...body] = records;
  const rows = body.map(({ fields, line }, i) => ({
    number: i + 1,
    line,
    cells: fields.map((field) => ({ text: plainText(field), columns: 1 })),
  }));
  const header = head === undefined ? [] : [head.fields.map((field) => oneLine(plainText(field)))];
  const table = { line: head?.line ?? 1, caption: null, header, rows };
  return {
    title: null,
    language: null,
    revised: null,
    tables: placeTables([{ kind: 'table', line: table.line, table }]),
  };
}

/** The separator that gives the first lines most fields, quoted text left out. */
function separatorOf(text: string): string {
  const sample = text
    .split('\n', 20)
    .join('\n')
    .replaceAll(/"[^"]*"/gu, '');
  const counts = [',', ';', '\t', '|'].map((separator) => ({
    separator,
    times: sample.split(separator).length,
  }));
  return counts.toSorted((a, b) => b.times - a.times)[0]!.separator;
}

export function csvRecords(text: string, separator: string): { fields: string[]; line: number }[] {
  const records: { fields: string[]; line: number }[] = [];
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  let line = 1;
  let startLine = 1;
  const endField = () => {
    fields.push(field);
    field = '';
  };
  const endRecord = () => {
    endField();
    records.push({ fields, line: startLine });
    fields = [];
    startLine = line;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '\n') line++;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') field += text[++i]!;
      else quoted = false;
    } else if (char === '"' && field.trim() === '') {
      quoted = true;
      field = '';
    } else if (char === separator) endField();
    else if (char === '\n') endRecord();
    else field += char;
  }
  if (field !== '' || fields.length > 0) endRecord();
  return records;
}
