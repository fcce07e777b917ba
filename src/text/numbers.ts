import type { Language } from '../model/language.ts';

/** "3,5" in Spanish, "3.5" in English. */
export function formatNumber(value: number, language: Language): string {
  return value.toLocaleString(language, { maximumFractionDigits: 2, useGrouping: 'always' } as object);
}

/** A chance as people read it: "1 in 110,000"; "none" is never claimed. */
export function formatChance(chance: number, language: Language): string {
  const [one, below] = language === 'es' ? ['1 entre', 'menos de 1 entre'] : ['1 in', 'less than 1 in'];
  if (chance >= 0.5) return `${formatNumber(chance * 100, language)} %`;
  if (chance < 1e-12) return `${below} ${formatNumber(1e12, language)}`;
  const ratio = 1 / chance;
  // Rounded downwards to two digits: never a smaller chance than the true one.
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(ratio)) - 1);
  return `${one} ${formatNumber(Math.floor(ratio / digits) * digits, language)}`;
}

export function formatPercent(share: number, language: Language): string {
  return `${formatNumber(share * 100, language)} %`;
}
