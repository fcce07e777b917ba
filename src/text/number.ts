import type { Language } from '../model/language.ts';

/** British forms for English: day before month, 24 hours; nobody misreads them. */
export const localeOf: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es-ES' };

/** A number as its readers write it: 65,533 or 65.533. `digits`: significant ones, where fewer are wanted. */
export function formatNumber(language: Language, value: number, digits?: number): string {
  const options: Intl.NumberFormatOptions =
    digits === undefined ? { useGrouping: true } : { maximumSignificantDigits: digits, useGrouping: true };
  return new Intl.NumberFormat(localeOf[language], options).format(value);
}

/** The form that goes with a number; `#` in it stands for the number. */
export function plural(language: Language, count: number, forms: { one: string; other: string }): string {
  const form = new Intl.PluralRules(localeOf[language]).select(count) === 'one' ? forms.one : forms.other;
  return form.replaceAll('#', () => formatNumber(language, count));
}

/** A share of one as a percentage; Spanish sets the sign apart. */
export function formatPercent(language: Language, share: number, digits = 2): string {
  return new Intl.NumberFormat(localeOf[language], {
    style: 'percent',
    maximumSignificantDigits: digits,
  }).format(share);
}
