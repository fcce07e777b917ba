import type { LooseTable, SourceCell, SourceRow } from './source-document.ts';
import type { HtmlElement, HtmlNode } from './html-text.ts';
import { attribute, deepestNesting, htmlText, isElement, NestingError } from './html-text.ts';
import { oneLine, plainText } from './plain-text.ts';

/** No table of ports is wider; a hostile `colspan` could ask for more memory than there is. */
const widest = 64;
/** The longest reach of a `rowspan`, as browsers bound it too. */
const longestSpan = 2_000;

/** Reads a `<table>` as a grid: cells that span rows or columns stand in each place that they cover. */
export function readHtmlTable(table: HtmlElement, firstLine: number): LooseTable {
  const header: string[][] = [];
  const rows: SourceRow[] = [];
  const carried: { cell: SourceCell; left: number }[] = [];
  for (const { row, inHead } of tableRows(table)) {
    const own = row.childNodes.filter(
      (node): node is HtmlElement => isElement(node) && /^t[dh]$/u.test(node.tagName),
    );
    const cells = layRow(own, carried);
    if (cells.length === 0) continue;
    const isHeader =
      inHead || (rows.length === 0 && own.length > 0 && own.every(({ tagName }) => tagName === 'th'));
    if (isHeader && rows.length === 0) header.push(cells.map(({ text }) => oneLine(text)));
    else {
      const line = firstLine + (row.sourceCodeLocation?.startLine ?? 1) - 1;
      rows.push({ number: rows.length + 1, line, cells });
    }
  }
  const caption = table.childNodes.find((node) => node.nodeName === 'caption');
  return {
    line: firstLine + (table.sourceCodeLocation?.startLine ?? 1) - 1,
    caption: caption === undefined ? null : oneLine(plainText(htmlText(caption))),
    header,
    rows,
  };
}

/** The table's own rows; a table inside a cell is another table. */
function* tableRows(
  node: HtmlNode,
  inHead = false,
  depth = 0,
): Generator<{ row: HtmlElement; inHead: boolean }> {
  if (depth > deepestNesting) throw new NestingError();
  if (!('childNodes' in node)) return;
  for (const child of node.childNodes) {
    if (!isElement(child) || child.tagName === 'table') continue;
    if (child.tagName === 'tr') yield { row: child, inHead };
    else if (/^t(head|body|foot)$/u.test(child.tagName))
      yield* tableRows(child, child.tagName === 'thead', depth + 1);
  }
}

function layRow(own: readonly HtmlElement[], carried: { cell: SourceCell; left: number }[]): SourceCell[] {
  const cells: SourceCell[] = [];
  let next = 0;
  while (cells.length < widest) {
    const above = carried[cells.length];
    if (above !== undefined && above.left > 0) {
      above.left--;
      cells.push(above.cell);
      continue;
    }
    const element = own[next++];
    if (element === undefined) {
      if (carried.slice(cells.length).some(({ left }) => left > 0)) cells.push({ text: '', columns: 1 });
      else break;
      continue;
    }
    const columns = span(element, 'colspan', widest - cells.length);
    const cell = { text: plainText(htmlText(element)), columns };
    for (let i = 0; i < columns; i++) {
      carried[cells.length] = { cell, left: span(element, 'rowspan', longestSpan) - 1 };
      cells.push(cell);
    }
  }
  for (let i = carried.length; i < cells.length; i++) carried[i] = { cell: cells[i]!, left: 0 };
  return cells;
}

function span(element: HtmlElement, name: string, most: number): number {
  const wanted = Number(attribute(element, name) ?? 1);
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, most) : 1;
}
