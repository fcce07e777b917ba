/** More values than this of one element say nothing new. */
const mostValues = 100;

/** A tag longer than this is none of the documents that we read; what is looked at stays proportional. */
const longestTag = 4096;

/**
 * The texts of an element, or of one of its attributes, in an XML body, by local names. A scanner in one pass: no
 * entities but the five of XML are replaced, no document type is read, nothing nests.
 */
export function xmlValues(text: string, element: string, attribute: string | null): string[] {
  const values: string[] = [];
  let end = -1;
  for (let at = text.indexOf('<'); at >= 0 && values.length < mostValues; at = text.indexOf('<', at + 1)) {
    if (end < at) end = text.indexOf('>', at);
    if (end < 0) break;
    if (end - at > longestTag) continue;
    const tag = text.slice(at + 1, end);
    if (localName(tag) !== element) continue;
    if (attribute !== null) {
      const value = attributeOf(tag, attribute);
      if (value !== undefined) values.push(value);
    } else if (tag.endsWith('/')) values.push('');
    else {
      const next = text.indexOf('<', end);
      values.push(unescape(text.slice(end + 1, next < 0 ? undefined : next).trim()));
    }
  }
  return values;
}

function localName(tag: string): string {
  const name = tag.split(/[\s/]/, 1)[0]!;
  return name.slice(name.indexOf(':') + 1);
}

/** Walks the attributes by their quotes; a tag that is none of XML gives none. */
function attributeOf(tag: string, wanted: string): string | undefined {
  for (let at = tag.indexOf('='); at >= 0;) {
    const name = tag.slice(0, at).trimEnd();
    const rest = tag.slice(at + 1);
    const open = rest.length - rest.trimStart().length;
    const quote = rest[open];
    const close = quote === '"' || quote === "'" ? rest.indexOf(quote, open + 1) : -1;
    if (close < 0) return undefined;
    if (endsInName(name, wanted)) return unescape(rest.slice(open + 1, close));
    at = tag.indexOf('=', at + 1 + close + 1);
  }
  return undefined;
}

/** Whether the last word, its prefix left out, is the wanted one. */
function endsInName(text: string, wanted: string): boolean {
  const before = text.at(-wanted.length - 1);
  return text.endsWith(wanted) && before !== undefined && /[\s:"']/.test(before);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => entities[entity]!);
}
