import { stripInline } from './asciidoc-text.ts';
import { oneLine, plainText } from './plain-text.ts';
import { csvRecords } from './read-csv.ts';
import type { LooseTable, SourceCell, SourceRow } from './source-document.ts';

/** Cell specifier before a bar: repetition or span (`2+`, `.3+`, `2.3+`, `3*`), alignment, style letter. */
const specifier = /(?:^|(?<=[\s|]))(?:(\d+)?(?:\.(\d+))?([+*]))?(?:[<^>]?(?:\.[<^>])?)?([aehlmsdv])?$/u;
const widest = 64;

interface WrittenCell {
  readonly text: string;
  readonly line: number;
  readonly columns: number;
  readonly rows: number;
}

/** Reads the lines between a table's fences. `attributes` is its `[cols=…,options=…]`. */
export function readAsciidocTable(
  lines: readonly string[],
  firstLine: number,
  attributes: string,
  caption: string | null,
  fence: string,
): LooseTable {
  const format =
    /format="?(csv|tsv|dsv)/u.exec(attributes)?.[1] ??
    (fence === ',' ? 'csv' : fence === ':' ? 'dsv' : 'psv');
  const live = lines.map((line) => (/^(\/\/|(ifdef|ifndef|ifeval|endif|include)::)/u.test(line) ? '' : line));
  const grid =
    format === 'psv'
      ? barRows(live, firstLine, columnsOf(attributes) ?? firstRowWidth(live, fence), fence)
      : csvRecords(live.join('\n'), { csv: ',', tsv: '\t', dsv: ':' }[format]!)
          .filter(({ fields }) => fields.some((field) => field.trim() !== ''))
          .map(({ fields, line }) => ({
            line: firstLine + line - 1,
            cells: fields.map((field) => ({ text: cellText(field), columns: 1 })),
          }));
  const header = hasHeader(attributes, live) ? grid.slice(0, 1) : [];
  const rows: SourceRow[] = grid.slice(header.length).map((row, i) => ({ number: i + 1, ...row }));
  return {
    line: firstLine - 1,
    caption,
    header: header.map(({ cells }) => cells.map(({ text }) => oneLine(text))),
    rows,
  };
}

/** An option says so, or the first line stands alone: a blank line after it, none before. */
function hasHeader(attributes: string, lines: readonly string[]): boolean {
  if (/%[\w%]*header|options\s*=\s*"?[^"\]]*header|opts\s*=\s*"?[^"\]]*header/u.test(attributes)) return true;
  if (/noheader/u.test(attributes)) return false;
  return (lines[0] ?? '').trim() !== '' && (lines[1] ?? 'x').trim() === '';
}

/** The number of columns that `cols` asks for: a count, a list, or a list with repetitions (`3*,2*a`). */
function columnsOf(attributes: string): number | undefined {
  const cols = /cols\s*=\s*(?:"([^"]*)"|([^,\]]*))/u.exec(attributes);
  const list = cols?.[1] ?? cols?.[2];
  if (list === undefined) return undefined;
  if (/^\d+$/u.test(list.trim()) && cols?.[1] === undefined) return Math.min(Number(list), widest);
  const parts = list.split(/[,;]/u);
  const total = parts.reduce((sum, part) => sum + Number(/^\s*(\d+)\*/u.exec(part)?.[1] ?? 1), 0);
  return Math.min(total, widest);
}

function firstRowWidth(lines: readonly string[], bar: string): number {
  const first = lines.find((line) => line.includes(bar)) ?? '';
  return Math.max(
    1,
    writtenCells([first], 0, bar).reduce((sum, { columns }) => sum + columns, 0),
  );
}

function barRows(lines: readonly string[], firstLine: number, width: number, bar: string) {
  const rows: { line: number; cells: SourceCell[] }[] = [];
  const carried: { cell: SourceCell; left: number }[] = [];
  let cells: SourceCell[] = [];
  let line = firstLine;
  const takeCarried = () => {
    for (let above = carried[cells.length]; above !== undefined && above.left > 0 && cells.length < width;) {
      above.left--;
      cells.push(above.cell);
      above = carried[cells.length];
    }
  };
  for (const written of writtenCells(lines, firstLine, bar)) {
    takeCarried();
    if (cells.length >= width) {
      rows.push({ line, cells });
      cells = [];
      takeCarried();
    }
    if (cells.every((cell) => carried.some((above) => above.cell === cell))) line = written.line;
    const cell = { text: written.text, columns: written.columns };
    for (let i = 0; i < written.columns && cells.length < width; i++) {
      carried[cells.length] = { cell, left: written.rows - 1 };
      cells.push(cell);
    }
  }
  takeCarried();
  if (cells.length > 0) rows.push({ line, cells });
  return rows;
}

/** Cells in the order of writing; a repeated cell (`3*|x`) is several. */
function writtenCells(lines: readonly string[], firstLine: number, bar: string): WrittenCell[] {
  const cells: WrittenCell[] = [];
  let open: { text: string; line: number; columns: number; rows: number; times: number } | null = null;
  const close = () => {
    if (open === null) return;
    const { times, text, ...rest } = open;
    for (let i = 0; i < times; i++) cells.push({ ...rest, text: cellText(text) });
  };
  lines.forEach((line, i) => {
    const parts = line.split(bar === '!' ? '!' : /(?<!\\)\|/u);
    parts.forEach((part, p) => {
      const isLast = p === parts.length - 1;
      const spec = isLast ? null : specifier.exec(part);
      const text = spec ? part.slice(0, spec.index) : part;
      if (p === 0) {
        if (open !== null) open.text += `\n${text}`;
      } else if (open !== null) open.text += text;
      if (isLast) return;
      close();
      const [times, columns, rows] =
        spec?.[3] === '*'
          ? [Number(spec[1] ?? 1), 1, 1]
          : [1, Number(spec?.[1] ?? 1), Number(spec?.[2] ?? 1)];
      open = {
        text: '',
        line: firstLine + i,
        columns: Math.min(columns, widest),
        rows,
        times: Math.min(times, widest),
      };
    });
  });
  close();
  return cells;
}

function cellText(text: string): string {
  return plainText(stripInline(text.replaceAll('\\|', '|').replaceAll(/^\s*[*-]+\s+/gmu, '')));
}
