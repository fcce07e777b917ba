import type { Message } from './catalogue.ts';

type Span = { scanner: string; from: string; until: string };

/** Files of other programs: what they can't say, and why they don't count. */
export const foreignTexts = {
  causeForeignScan: {
    en: ({ scanner }: { scanner: string }) =>
      `This comes from a file of ${scanner}, which kept no controls: its silence and its resets prove nothing shut.`,
    es: ({ scanner }: { scanner: string }) =>
      `Procede de un archivo de ${scanner}, que no llevaba controles: ni su silencio ni sus restablecimientos prueban que algo esté cerrado.`,
  },
  foreignSourceUnknown: {
    en: ({ scanner, vantage }: { scanner: string; vantage: string }) =>
      `The file of ${scanner} does not say where its packets left from; that it was ${vantage} is the word of whoever judged it.`,
    es: ({ scanner, vantage }: { scanner: string; vantage: string }) =>
      `El archivo de ${scanner} no indica desde dónde salieron sus paquetes; que fuera ${vantage} lo afirma quien lo ha juzgado.`,
  },
  foreignUnfinished: {
    en: ({ scanner }: { scanner: string }) =>
      `The scan by ${scanner} did not come to its end: what it did not reach is not decided.`,
    es: ({ scanner }: { scanner: string }) =>
      `El examen de ${scanner} no llegó a su fin: lo que no alcanzó queda sin decidir.`,
  },
  foreignOtherSource: {
    en: ({
      scanner,
      source,
      vantage,
      expected,
    }: {
      scanner: string;
      source: string;
      vantage: string;
      expected: readonly string[];
    }) =>
      `Nothing of the file of ${scanner} counts: its packets left from ${source}, and ${vantage} is ${expected.join(', ')}.`,
    es: ({
      scanner,
      source,
      vantage,
      expected,
    }: {
      scanner: string;
      source: string;
      vantage: string;
      expected: readonly string[];
    }) =>
      `Nada del archivo de ${scanner} cuenta: sus paquetes salieron de ${source}, y ${vantage} es ${expected.join(', ')}.`,
  },
  foreignTimeUnknown: {
    en: ({ scanner }: { scanner: string }) =>
      `Nothing of the file of ${scanner} counts: it does not say when it was made.`,
    es: ({ scanner }: { scanner: string }) =>
      `Nada del archivo de ${scanner} cuenta: no indica cuándo se hizo.`,
  },
  foreignFromFuture: {
    en: ({ scanner, until }: Span) =>
      `Nothing of the file of ${scanner} counts: it says that it was made at ${until}, which is still to come. One of the clocks is wrong.`,
    es: ({ scanner, until }: Span) =>
      `Nada del archivo de ${scanner} cuenta: dice haberse hecho el ${until}, que aún no ha llegado. Uno de los relojes está mal.`,
  },
  foreignUnauthorized: {
    en: ({ scanner, from, until }: Span) =>
      `Nothing of the file of ${scanner} counts: it was made outside the authorization's window (${from} to ${until}).`,
    es: ({ scanner, from, until }: Span) =>
      `Nada del archivo de ${scanner} cuenta: se hizo fuera del plazo autorizado (de ${from} a ${until}).`,
  },
  foreignOtherTime: {
    en: ({ scanner, from, until }: Span) =>
      `Nothing of the file of ${scanner} counts: it was made more than a day before or after the run (${from} to ${until}).`,
    es: ({ scanner, from, until }: Span) =>
      `Nada del archivo de ${scanner} cuenta: se hizo más de un día antes o después de la ejecución (de ${from} a ${until}).`,
  },
  foreignFileWrong: {
    en: ({ scanner, problem }: { scanner: string; problem: string }) =>
      `This is no file of ${scanner} that can be read (${problem}). Expected: nmap -oX, masscan -oJ or -oD, naabu -json.`,
    es: ({ scanner, problem }: { scanner: string; problem: string }) =>
      `Esto no es un archivo de ${scanner} que se pueda leer (${problem}). Se esperaba nmap -oX, masscan -oJ o -oD, naabu -json.`,
  },
  foreignVantageNeeded: {
    en: ({ known }: { known: string }) =>
      `Where did the other program send its packets from? Name one: --vantage ${known}.`,
    es: ({ known }: { known: string }) =>
      `¿Desde dónde envió sus paquetes el otro programa? Nombre uno: --vantage ${known}.`,
  },
  foreignOneRun: {
    en: () => 'A file of another program is judged beside one run: name one RUN.',
    es: () => 'El archivo de otro programa se juzga junto a una sola ejecución: nombre un solo RUN.',
  },
  foreignNothingNamed: {
    en: ({ scanner, vantage }: { scanner: string; vantage: string }) =>
      `The file of ${scanner} names no address that is asked from ${vantage}.`,
    es: ({ scanner, vantage }: { scanner: string; vantage: string }) =>
      `El archivo de ${scanner} no nombra ninguna dirección que se pregunte desde ${vantage}.`,
  },
  optionJudgeNmap: {
    en: () => 'Judge what this file of nmap says too (-oX); with a site file as RUN, it alone',
    es: () => 'Juzgar también este archivo de nmap (-oX); con un archivo de sitio como RUN, solo él',
  },
  optionJudgeMasscan: {
    en: () => 'The same of masscan (-oJ or -oD)',
    es: () => 'Lo mismo de masscan (-oJ u -oD)',
  },
  optionJudgeNaabu: {
    en: () => 'The same of naabu (-json)',
    es: () => 'Lo mismo de naabu (-json)',
  },
  optionJudgeVantage: {
    en: () => 'The vantage that the other program sent its packets from',
    es: () => 'El punto de observación desde el que envió sus paquetes el otro programa',
  },
  exampleJudgeNmap: {
    en: () => 'What a scan by nmap proves: open ports, and no more',
    es: () => 'Lo que prueba un examen de nmap: los puertos abiertos, y nada más',
  },
} satisfies Record<string, Message>;
