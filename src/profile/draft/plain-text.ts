/** Characters that mean the same to a reader, made the same: what every later step may rely on. */

const footnoteMarks = /[\u00b9\u00b2\u00b3\u2070-\u209f†‡※]/gu;
const invisible = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/gu;
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63]/gu;
const waves = /[\u301c\u223c\u3030]/gu;
const noBreakSpaces = /[\u00a0\u2000-\u200a\u202f\u205f]/gu;

/** No cell or paragraph of a port document is longer; what follows would only take time. */
const longestText = 6_000;

/**
 * One cell's text with full-width letters and digits narrowed, dashes and waves of one kind, footnote marks and
 * invisible characters gone. No-break spaces stay (as U+00A0): between digits they separate thousands.
 */
export function plainText(text: string): string {
  return text
    .slice(0, longestText)
    .replaceAll(footnoteMarks, '')
    .replaceAll(/[\u3000]/gu, ' ')
    .replaceAll(/[\uff01-\uff5e]/gu, (wide) => String.fromCodePoint(wide.codePointAt(0)! - 0xfee0))
    .replaceAll(noBreakSpaces, '\u00a0')
    .replaceAll(invisible, '')
    .replaceAll(dashes, '-')
    .replaceAll(waves, '~')
    .replaceAll('…', '..')
    .replaceAll(
      /[АВСЕНКМОРТХ]{2,}|[A-Z]+[АВСЕНКМОРТХ][A-ZАВСЕНКМОРТХ]*|[АВСЕНКМОРТХ]+[A-Z]+/gu,
      latinCapitals,
    )
    .replaceAll(/[ \t\f\v]+/gu, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Cyrillic capitals that look Latin: a "ТСР" typed on a Russian keyboard is TCP. */
function latinCapitals(word: string): string {
  const latin = word.replaceAll(/[А-Я]/gu, (letter) => lookAlikes[letter] ?? letter);
  return /^(TCP|UDP|SCTP|HTTP|SMTP|SSH|RTP|SIP|NTP|MTLS|TLS)$/u.test(latin) ? latin : word;
}

const lookAlikes: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Т: 'T',
  Х: 'X',
};

/** The same, on one line. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\u00a0]+/gu, ' ').trim();
}
