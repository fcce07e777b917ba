import type { DefaultTreeAdapterTypes } from 'parse5';
import { parseFragment } from 'parse5';

export type HtmlNode = DefaultTreeAdapterTypes.Node;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/** Deeper than any document that a person wrote; hostile ones would exhaust the stack. */
export const deepestNesting = 400;

/** The document nests its elements deeper than `deepestNesting`. */
export class NestingError extends Error {
  override readonly name = 'NestingError';
}

const blocks = new Set(
  'p div li ul ol br tr td th table dt dd dl pre blockquote h1 h2 h3 h4 h5 h6'.split(' '),
);
/** Raised text is a footnote's mark or the footnote itself: no part of a number before it. */
const unread = new Set('sup script style template noscript svg math button select textarea'.split(' '));

/** What a reader sees of a node: blocks on lines of their own; footnote marks and hidden look-ups left out. */
export function htmlText(node: HtmlNode, depth = 0): string {
  if (depth > deepestNesting) throw new NestingError();
  if (node.nodeName === '#text') {
    return (node as DefaultTreeAdapterTypes.TextNode).value.replaceAll(/[ \t\r\n\f]+/gu, ' ');
  }
  if (!('childNodes' in node)) return '';
  if (isElement(node) && isUnread(node)) return '';
  const inner = node.childNodes.map((child) => htmlText(child, depth + 1)).join('');
  return blocks.has(node.nodeName) ? `\n${inner}\n` : inner;
}

/** The text of a piece of HTML. */
export function textOfHtml(html: string): string {
  if (!/[<&]/u.test(html)) return html;
  return htmlText(parseFragment(html)).trim();
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node;
}

export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/** Microsoft's bilingual pages keep the original sentence beside the translation, in a hidden span. */
function isUnread(element: HtmlElement): boolean {
  if (unread.has(element.tagName)) return true;
  if (attribute(element, 'hidden') !== undefined) return true;
  return /(^|\s)(sxs-lookup|sr-only|visually-hidden)(\s|$)/u.test(attribute(element, 'class') ?? '');
}
