import { oneLine, plainText } from './plain-text.ts';

/** Inline mark-up away: monospace, strong, links, attributes, passthroughs. */
export function inlineAsciidoc(text: string): string {
  return oneLine(plainText(stripInline(text)));
}

/** The same, with its lines kept. */
export function stripInline(text: string): string {
  return text
    .replaceAll(/\[\[[^\]]*\]\]/gu, '')
    .replaceAll(/footnote:\w*\[[^\]]*\]/gu, '')
    .replaceAll(/(?:link|xref|https?):\S*?\[([^\]]*)\]/gu, '$1')
    .replaceAll(/<<[^,>]*,?([^>]*)>>/gu, '$1')
    .replaceAll(/\^[^^\s]{1,4}\^/gu, '')
    .replaceAll(/[`*]+|(?<![\w])_+|_+(?![\w])/gu, '')
    .replaceAll(/ \+$/gmu, '\n')
    .replaceAll('{nbsp}', ' ')
    .replaceAll(/\{[\w-]+\}/gu, (name) => name.slice(1, -1));
}
