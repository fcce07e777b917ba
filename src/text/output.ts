import { formatNumber, plural } from './number.ts';
import type { Message } from './catalogue.ts';

type File = { readonly file: string };
type Problem = { readonly problem: string };

/** Reading saved reports, and writing results. */
export const outputTexts = {
  reportUnreadable: {
    en: ({ problem }: Problem) =>
      `There is no report to read here (${problem}); expected a run folder or a report.json.`,
    es: ({ problem }: Problem) =>
      `Aquí no hay ningún informe que leer (${problem}); se esperaba una carpeta de ejecución o un report.json.`,
  },
  reportOfUnendedRun: {
    en: () =>
      'This run did not end, and has no report: go on with it by audit --resume, or see what it found by judge.',
    es: () =>
      'Esta ejecución no terminó y no tiene informe: continúela con audit --resume, o vea lo que encontró con judge.',
  },
  reportTooLarge: {
    en: ({ bytes }: { bytes: number }) =>
      `The file is too large for a report (${formatNumber('en', bytes)} bytes).`,
    es: ({ bytes }: { bytes: number }) =>
      `El archivo es demasiado grande para ser un informe (${formatNumber('es', bytes)} bytes).`,
  },
  reportNotJson: {
    en: () => 'This is no report: it is not JSON in UTF-8, or it was cut short.',
    es: () => 'Esto no es un informe: no es JSON en UTF-8, o está incompleto.',
  },
  reportSchemaUnknown: {
    en: () =>
      'This is no report of portwitness, or of a version that this one does not know; expected "schema": "portwitness/report/1".',
    es: () =>
      'Esto no es un informe de portwitness, o es de una versión que esta no conoce; se esperaba "schema": "portwitness/report/1".',
  },
  reportFieldWrong: {
    en: ({ field }: { field: string }) =>
      `The report is broken at ${field}: what stands there is not what its schema calls for.`,
    es: ({ field }: { field: string }) =>
      `El informe está dañado en ${field}: lo que hay ahí no es lo que exige su esquema.`,
  },
  reportContradictory: {
    en: () =>
      'The report contradicts itself: its counts or its outcome are not those of its checks. It was altered.',
    es: () =>
      'El informe se contradice: sus recuentos o su resultado no son los de sus comprobaciones. Ha sido alterado.',
  },
  reportCheckTwice: {
    en: () => 'The report names a check twice. It was altered.',
    es: () => 'El informe nombra dos veces una misma comprobación. Ha sido alterado.',
  },

  reportManyOnlyHtml: {
    en: ({ runs }: { runs: number }) =>
      `These are ${plural('en', runs, { one: '# run', other: '# runs' })} of a folder or of several sites: only the format html shows them, as an index: --format html=index.html. Name a run, or several of one site, for the others.`,
    es: ({ runs }: { runs: number }) =>
      `Son ${plural('es', runs, { one: '# ejecución', other: '# ejecuciones' })} de una carpeta o de varios sitios: solo el formato html las muestra, como índice: --format html=index.html. Para los demás, nombre una ejecución, o varias de un mismo sitio.`,
  },
  outputFormatUnknown: {
    en: ({ format, known }: { format: string; known: string }) =>
      `There is no format "${format}"; there are: ${known}.`,
    es: ({ format, known }: { format: string; known: string }) =>
      `No existe el formato «${format}»; existen: ${known}.`,
  },
  outputFileMissing: {
    en: ({ format }: { format: string }) =>
      `--format ${format}= names no file; write ${format}=FILE, or ${format} alone for standard output.`,
    es: ({ format }: { format: string }) =>
      `--format ${format}= no nombra ningún archivo; escriba ${format}=ARCHIVO, o solo ${format} para la salida estándar.`,
  },
  outputTwoToStdout: {
    en: ({ formats }: { formats: string }) =>
      `Only one format can go to standard output, not ${formats}: give the others a file, as in json=report.json.`,
    es: ({ formats }: { formats: string }) =>
      `Solo un formato puede ir a la salida estándar, no ${formats}: dé un archivo a los demás, como en json=report.json.`,
  },
  outputFileTwice: {
    en: ({ file }: File) => `Two formats would be written to the same file, ${file}.`,
    es: ({ file }: File) => `Dos formatos se escribirían en el mismo archivo, ${file}.`,
  },
  outputBinaryToTerminal: {
    en: ({ format }: { format: string }) =>
      `The format ${format} is not text: give it a file, as in ${format}=report.${format}, or send standard output to one.`,
    es: ({ format }: { format: string }) =>
      `El formato ${format} no es texto: dele un archivo, como en ${format}=report.${format}, o dirija a uno la salida estándar.`,
  },
  outputClosed: {
    en: () => 'Standard output was closed before everything was written: what was printed is not the whole.',
    es: () => 'La salida estándar se cerró antes de escribirlo todo: lo mostrado no está completo.',
  },
  outputFull: {
    en: ({ file }: File) => `No space is left to write ${file}.`,
    es: ({ file }: File) => `No queda espacio para escribir ${file}.`,
  },
  outputReadOnly: {
    en: ({ file }: File) => `${file} can't be written: it or its folder is read-only for this user.`,
    es: ({ file }: File) =>
      `No se puede escribir ${file}: el archivo o su carpeta son de solo lectura para este usuario.`,
  },
  outputNoFolder: {
    en: ({ file }: File) => `${file} can't be written: its folder does not exist.`,
    es: ({ file }: File) => `No se puede escribir ${file}: su carpeta no existe.`,
  },
  outputIsFolder: {
    en: ({ file }: File) => `${file} can't be written: it is a folder.`,
    es: ({ file }: File) => `No se puede escribir ${file}: es una carpeta.`,
  },
  outputFailed: {
    en: ({ file, problem }: File & Problem) => `${file} can't be written (${problem}).`,
    es: ({ file, problem }: File & Problem) => `No se puede escribir ${file} (${problem}).`,
  },
  standardOutput: { en: () => 'standard output', es: () => 'la salida estándar' },
} satisfies Record<string, Message>;
