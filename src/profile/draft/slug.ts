/**
 * An id from a text: letters without accents, digits and hyphens, at most `most` characters, cut between words.
 * Null where nothing Latin is left of the text.
 */
export function slug(text: string, most = 40): string | null {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '');
  if (!/[a-z]/u.test(plain)) return null;
  if (plain.length <= most) return plain;
  const cut = plain.slice(0, most + 1);
  return cut.includes('-') ? cut.slice(0, cut.lastIndexOf('-')) : cut.slice(0, most);
}
