/**
 * Takes the HTML tables out of Markdown: for Markdown's grammar a blank line inside one ends its HTML, for a
 * reader it does not. What is left keeps its line numbers. Tables in fenced code are examples and stay there.
 */
export function setHtmlTablesApart(text: string): { tables: { html: string; line: number }[]; rest: string } {
  if (!/<table/iu.test(text)) return { tables: [], rest: text };
  const tables: { html: string; line: number }[] = [];
  const lines = text.split('\n');
  const rest: string[] = [];
  let fence: string | null = null;
  let open: { from: number; depth: number } | null = null;
  lines.forEach((line, i) => {
    const marker = /^\s{0,3}(```+|~~~+)/u.exec(line)?.[1];
    if (open === null && marker !== undefined) {
      if (fence === null) fence = marker[0]!;
      else if (marker[0] === fence) fence = null;
    }
    if (fence !== null) {
      rest.push(line);
      return;
    }
    // A pipe table's cell may hold an HTML table of its own: it belongs to the cell.
    if (open === null && /<table[\s>]/iu.test(line) && !/^\s*\|/u.test(line)) open = { from: i, depth: 0 };
    if (open === null) {
      rest.push(line);
      return;
    }
    rest.push('');
    open.depth += count(line, /<table[\s>]/giu) - count(line, /<\/table\s*>/giu);
    if (open.depth > 0 && i < lines.length - 1) return;
    tables.push({
      html: lines
        .slice(open.from, i + 1)
        .map(unquoted)
        .join('\n'),
      line: open.from + 1,
    });
    open = null;
  });
  return { tables, rest: rest.join('\n') };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Inside a block quote each line begins with its mark. */
function unquoted(line: string): string {
  return line.replace(/^[\s>]*>\s?/u, (marks) =>
    /^[\s>]*$/u.test(marks) && !line.trimStart().startsWith('<') ? '' : marks,
  );
}
