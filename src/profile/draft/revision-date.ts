/** How far into a document its own date is looked for: notes further down date other things. */
const openingParagraphs = 6;

/**
 * The ISO date that a document's opening gives for itself, as in "Last changed: 2015-03-09": a short line that
 * ends in a date after a colon. Null when there is none.
 */
export function revisionDate(paragraphs: readonly string[]): string | null {
  for (const paragraph of paragraphs.filter((text) => text !== '').slice(0, openingParagraphs)) {
    const date = /^[^.:：]{3,60}[:：]\W*(\d{4}-\d{2}-\d{2})\W*$/u.exec(paragraph)?.[1];
    if (date !== undefined && !Number.isNaN(Date.parse(date))) return date;
  }
  return null;
}
