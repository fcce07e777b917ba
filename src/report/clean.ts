/**
 * Text that came from the network, a profile or a site file is hostile until it went through the function of its
 * sink. All of them first make invisible and moving characters visible, so that what is read is what is there.
 */

/**
 * Characters that no reader sees, or that act: terminal commands (Cc), bidirectional and zero-width marks (Cf),
 * line separators, whatever else a font draws as nothing, and what XML forbids (surrogates, non-characters).
 */
const acting =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line, every character of it visible: `\x1b`, `\u202e` stand for what would act. */
export function makeVisible(text: string): string {
  return text.replace(acting, (character) => {
    const code = character.codePointAt(0)!;
    if (short[character] !== undefined) return short[character];
    const digits = code.toString(16);
    if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`;
    return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\u{${digits}}`;
  });
}

/** A text of any length in at most so many characters, and how many more there were. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
  return `${kept}… (+${text.length - kept.length})`;
}

/** For terminals, logs and the pages of a PDF. */
export const cleanTerminal = makeVisible;

/** For mark-up, as text or inside a quoted attribute. */
export function cleanHtml(text: string): string {
  return makeVisible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** For XML 1.0, as text or inside a quoted attribute: the same five, and nothing illegal is left by then. */
export const cleanXml = cleanHtml;

/**
 * One field of a CSV file. A spreadsheet takes a leading `=`, `+`, `-` or `@` (full-width ones too) for a
 * formula: an apostrophe before it makes it text. Plain numbers stay numbers.
 */
export function cleanCsv(field: string | number | null): string {
  if (field === null) return '';
  if (typeof field === 'number') return String(field);
  const visible = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(field)
    ? `'${makeVisible(field)}`
    : makeVisible(field);
  return /[",;\s]/.test(visible) ? `"${visible.replaceAll('"', '""')}"` : visible;
}

/**
 * Running text in Markdown, not at a line's start: no emphasis, link, image, mark-up, table cell or mention
 * begins in it. The escaped colon keeps an address such as http://… from becoming a link.
 */
export function cleanMarkdown(text: string): string {
  return makeVisible(text)
    .replace(/[\\`*_[\]{}<>|~#&$^=]/g, String.raw`\$&`)
    .replaceAll('://', String.raw`\://`)
    .replace(/(?<=\bwww)\./gi, String.raw`\.`)
    .replaceAll('@', '&#64;');
}

/** A Markdown code span that ends where it should, also inside a table. */
export function cleanMarkdownCode(text: string): string {
  const visible = makeVisible(text).replaceAll('|', String.raw`\|`);
  const longest = Math.max(0, ...[...visible.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = visible.startsWith('`') || visible.endsWith('`') || visible === '' ? ' ' : '';
  return `${fence}${pad}${visible}${pad}${fence}`;
}
