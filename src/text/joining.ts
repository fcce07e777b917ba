import type { Language } from '../model/language.ts';
import type { Message } from './catalogue.ts';
import { reportTexts } from './report.ts';

interface Disagreement {
  check: string;
  first: string;
  firstVerdict: string;
  firstOpen: string;
  second: string;
  secondVerdict: string;
  secondOpen: string;
}
interface Names {
  host: string;
  first: string;
  firstAddresses: string[];
  second: string;
  addresses: string[];
}
interface Other {
  first: string;
}

/** Several runs as one: what keeps them apart, and what they disagree on. */
export const joiningTexts = {
  runsJoined: {
    en: ({ runs }: { runs: string[] }) =>
      `This is ${runs.length} runs as one (${runs.join(', ')}). Where two asked the same, the more cautious verdict stands.`,
    es: ({ runs }: { runs: string[] }) =>
      `Son ${runs.length} ejecuciones como una sola (${runs.join(', ')}). Donde dos preguntaron lo mismo, vale el veredicto más prudente.`,
  },
  runsDisagree: {
    en: (v: Disagreement) =>
      `Two runs disagree on ${v.check}: ${v.first} ended in ${seen(v.firstVerdict, v.firstOpen, 'en')}, ${v.second} in ${seen(v.secondVerdict, v.secondOpen, 'en')}. Find out what changed between them, or who asked from elsewhere.`,
    es: (v: Disagreement) =>
      `Dos ejecuciones discrepan sobre ${v.check}: ${v.first} terminó en ${seen(v.firstVerdict, v.firstOpen, 'es')} y ${v.second} en ${seen(v.secondVerdict, v.secondOpen, 'es')}. Averigüe qué cambió entre ambas, o quién preguntó desde otro lugar.`,
  },
  runsNamesDiffer: {
    en: (v: Names) =>
      `The name ${v.host} led elsewhere: to ${v.firstAddresses.join(', ')} in ${v.first}, to ${v.addresses.join(', ')} in ${v.second}.`,
    es: (v: Names) =>
      `El nombre ${v.host} condujo a lugares distintos: a ${v.firstAddresses.join(', ')} en ${v.first} y a ${v.addresses.join(', ')} en ${v.second}.`,
  },
  runsDisagreeMore: {
    en: ({ count }: { count: number }) => `The runs disagree on ${count} more.`,
    es: ({ count }: { count: number }) => `Las ejecuciones discrepan en ${count} casos más.`,
  },
  joinOtherSite: {
    en: ({ first }: Other) =>
      `was made with another site file than ${first} (their SHA-256 differ): they can't be judged as one.`,
    es: ({ first }: Other) =>
      `se hizo con otro archivo de sitio que ${first} (sus SHA-256 difieren): no se pueden juzgar como una sola.`,
  },
  joinOtherProfiles: {
    en: ({ first }: Other) =>
      `was made with other profiles than ${first} (their SHA-256 differ): they can't be judged as one.`,
    es: ({ first }: Other) =>
      `se hizo con otros perfiles que ${first} (sus SHA-256 difieren): no se pueden juzgar como una sola.`,
  },
  joinTwice: {
    en: () => 'is a run that was named before.',
    es: () => 'es una ejecución que ya se había nombrado.',
  },
  joinApart: {
    en: ({ hours }: { hours: number }) =>
      `More than ${hours} hours lie between the beginning of the first and the end of the last of these runs: they saw different states of the site, and can't be judged as one.`,
    es: ({ hours }: { hours: number }) =>
      `Entre el comienzo de la primera y el final de la última de estas ejecuciones hay más de ${hours} horas: vieron estados distintos del sitio y no se pueden juzgar como una sola.`,
  },
} satisfies Record<string, Message>;

const verdicts: Readonly<Record<string, { readonly [language in Language]: () => string }>> = {
  pass: reportTexts.verdictPass,
  fail: reportTexts.verdictFail,
  inconclusive: reportTexts.verdictInconclusive,
  notApplicable: reportTexts.verdictNotApplicable,
};

function seen(verdict: string, open: string, language: Language): string {
  const word = verdicts[verdict]?.[language]() ?? verdict;
  if (open === '') return language === 'es' ? `«${word}»` : `“${word}”`;
  return language === 'es' ? `«${word}» (abiertos: ${open})` : `“${word}” (open: ${open})`;
}
