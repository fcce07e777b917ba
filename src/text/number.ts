import type { Language } from '../model/language.ts';

/** British forms for English: day before month, 24 hours; nobody misreads them. */
export const localeOf: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es-ES' };

/** Making a format takes a hundred times as long as using it, and a long report uses thousands. */
function once<Made>(make: (language: Language, digits?: number) => Made) {
  const made = new Map<string, Made>();
  return (language: Language, digits?: number): Made => {
    const key = `${language} ${digits}`;
    const known = made.get(key) ?? make(language, digits);
    made.set(key, known);
    return known;
  };
}

const numbers = once((language, digits) => {
  const significant = digits === undefined ? {} : { maximumSignificantDigits: digits };
  return new Intl.NumberFormat(localeOf[language], { useGrouping: true, ...significant });
});

const percents = once(
  (language, digits = 2) =>
    new Intl.NumberFormat(localeOf[language], { style: 'percent', maximumSignificantDigits: digits }),
);

const plurals = once((language) => new Intl.PluralRules(localeOf[language]));

const days = once(
  (language) => new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'medium', timeZone: 'UTC' }),
);

/** A number as its readers write it: 65,533 or 65.533. `digits`: significant ones, where fewer are wanted. */
export function formatNumber(language: Language, value: number, digits?: number): string {
  return numbers(language, digits).format(value);
}

/** The first format takes ten milliseconds to load: for whom has them to spare. */
export function loadFormats(language: Language): void {
  formatNumber(language, 0);
}

/** The form that goes with a number; `#` in it stands for the number. */
export function plural(language: Language, count: number, forms: { one: string; other: string }): string {
  const form = plurals(language).select(count) === 'one' ? forms.one : forms.other;
  return form.replaceAll('#', () => formatNumber(language, count));
}

/** A chance as people read it: "1 in 110,000"; "none" is never claimed. */
export function formatChance(language: Language, chance: number): string {
  const [one, below] = language === 'es' ? ['1 entre', 'menos de 1 entre'] : ['1 in', 'less than 1 in'];
  if (chance >= 0.5) return formatPercent(language, chance, 3);
  if (chance < 1e-12) return `${below} ${formatNumber(language, 1e12)}`;
  const ratio = 1 / chance;
  // Rounded downwards to two digits: never a smaller chance than the true one.
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(ratio)) - 1);
  return `${one} ${formatNumber(language, Math.floor(ratio / digits) * digits)}`;
}

/** A share of one as a percentage; Spanish sets the sign apart. */
export function formatPercent(language: Language, share: number, digits?: number): string {
  return percents(language, digits).format(share);
}

/** "22 Nov 2026", in UTC. */
export function formatDay(language: Language, time: number): string {
  return days(language).format(time);
}
