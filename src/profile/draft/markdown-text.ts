import { textOfHtml } from './html-text.ts';

/**
 * What a reader sees of a piece of Markdown within a line: links by their texts, code and emphasis without marks,
 * HTML as HTML, so that `<br>` breaks a line. Written in expressions that take time in proportion to the text:
 * full grammars of emphasis and brackets do not, and hostile documents know it.
 */
export function markdownText(raw: string): string {
  const html = raw
    .replaceAll(/`+([^`]*)`+/gu, (_, code: string) => escapeHtml(code))
    .replaceAll(/!\[[^[\]]*\]\([^()\s]*(?: "[^"]*")?\)/gu, ' ')
    .replaceAll(/\[\^[^[\]\s]*\]/gu, '')
    .replaceAll(/\[([^[\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?: "[^"]*")?\)|\[[^[\]]*\])/gu, '$1')
    .replaceAll(/(?<!\\)\*{2,3}/gu, '')
    .replaceAll(/(?<![\p{L}\d_\\])_{1,3}(?=[^\s_])([^_\n]*[^\s_])_{1,3}(?![\p{L}\d_])/gu, '$1')
    .replaceAll(/(?<![\\*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?!\*)/gu, '$1')
    .replaceAll(/\\([!-/:-@[-`{-~])/gu, (_, mark: string) => escapeHtml(mark))
    .replaceAll(/[ \t]{2,}\n/gu, '<br>');
  return textOfHtml(html).trim();
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
