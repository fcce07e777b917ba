import type { Message } from './catalogue.ts';

type WithOption = { option: string; text: string };

/** What is wrong with a command line, and failures of the machine around the program. */
export const commandLineTexts = {
  commandUnknown: {
    en: ({ command }: { command: string }) => `There is no command "${command}".`,
    es: ({ command }: { command: string }) => `No existe el comando «${command}».`,
  },
  commandUnknownNear: {
    en: ({ command, near }: { command: string; near: string }) =>
      `There is no command "${command}". Did you mean "${near}"?`,
    es: ({ command, near }: { command: string; near: string }) =>
      `No existe el comando «${command}». ¿Quería decir «${near}»?`,
  },
  commandIncomplete: {
    en: ({ command, commands }: { command: string; commands: string[] }) =>
      `"${command}" needs one more word: ${commands.join(', ')}.`,
    es: ({ command, commands }: { command: string; commands: string[] }) =>
      `A «${command}» le falta una palabra: ${commands.join(', ')}.`,
  },
  optionUnknown: {
    en: ({ option }: { option: string }) => `There is no option ${option} here.`,
    es: ({ option }: { option: string }) => `La opción ${option} no existe aquí.`,
  },
  optionUnknownNear: {
    en: ({ option, near }: { option: string; near: string }) =>
      `There is no option ${option} here. Did you mean ${near}?`,
    es: ({ option, near }: { option: string; near: string }) =>
      `La opción ${option} no existe aquí. ¿Quería decir ${near}?`,
  },
  optionTwice: {
    en: ({ option }: { option: string }) => `${option} is given more than once; it takes one value.`,
    es: ({ option }: { option: string }) => `${option} aparece más de una vez; admite un solo valor.`,
  },
  optionEmpty: {
    en: ({ option }: { option: string }) => `${option} needs a value.`,
    es: ({ option }: { option: string }) => `A ${option} le falta un valor.`,
  },
  optionTakesNoValue: {
    en: ({ option }: { option: string }) => `${option} takes no value: write it alone, or leave it out.`,
    es: ({ option }: { option: string }) => `${option} no admite valor: escríbala sola u omítala.`,
  },
  optionInvalid: {
    en: ({ option, text }: WithOption) => `${option}: "${text}" is not valid.`,
    es: ({ option, text }: WithOption) => `${option}: «${text}» no es válido.`,
  },
  optionNotNumber: {
    en: ({ option, text, from, to }: WithOption & { from: number; to: number }) =>
      `${option}: "${text}" is not a whole number from ${from} to ${to}.`,
    es: ({ option, text, from, to }: WithOption & { from: number; to: number }) =>
      `${option}: «${text}» no es un número entero de ${from} a ${to}.`,
  },
  optionNotWebAddress: {
    en: ({ option, text }: WithOption) =>
      `${option}: "${text}" is no address like https://stamp.example/tsa.`,
    es: ({ option, text }: WithOption) =>
      `${option}: «${text}» no es una dirección como https://stamp.example/tsa.`,
  },
  optionNotAssignment: {
    en: ({ option, text }: WithOption) => `${option}: "${text}" is not WORD=VALUE, or WORD=VALUE,VALUE.`,
    es: ({ option, text }: WithOption) => `${option}: «${text}» no es PALABRA=VALOR, ni PALABRA=VALOR,VALOR.`,
  },
  optionWordUnknown: {
    en: ({ option, word, known }: { option: string; word: string; known: string[] }) =>
      `${option}: the profiles know no "${word}" there; they know ${known.join(', ') || 'nothing'}.`,
    es: ({ option, word, known }: { option: string; word: string; known: string[] }) =>
      `${option}: los perfiles no conocen «${word}» ahí; conocen ${known.join(', ') || 'nada'}.`,
  },
  optionNotYesOrNo: {
    en: ({ option, word }: { option: string; word: string }) =>
      `${option}: ${word} is answered by yes or no.`,
    es: ({ option, word }: { option: string; word: string }) =>
      `${option}: ${word} se responde con yes o no.`,
  },
  optionNotRate: {
    en: ({ option, text }: WithOption) =>
      `${option}: "${text}" is neither a whole number of attempts per second, from 1 on, nor "max".`,
    es: ({ option, text }: WithOption) =>
      `${option}: «${text}» no es un número entero de intentos por segundo, a partir de 1, ni «max».`,
  },
  optionNotOneOf: {
    en: ({ option, text, words }: WithOption & { words: string[] }) =>
      `${option}: "${text}" is none of ${words.join(', ')}.`,
    es: ({ option, text, words }: WithOption & { words: string[] }) =>
      `${option}: «${text}» no es ninguno de estos valores: ${words.join(', ')}.`,
  },
  optionNotOneOfNear: {
    en: ({ option, text, words, near }: WithOption & { words: string[]; near: string }) =>
      `${option}: "${text}" is none of ${words.join(', ')}. Did you mean "${near}"?`,
    es: ({ option, text, words, near }: WithOption & { words: string[]; near: string }) =>
      `${option}: «${text}» no es ninguno de estos valores: ${words.join(', ')}. ¿Quería decir «${near}»?`,
  },
  argumentMissing: {
    en: ({ argument }: { argument: string }) => `${argument} is missing.`,
    es: ({ argument }: { argument: string }) => `Falta ${argument}.`,
  },
  argumentTooMany: {
    en: ({ word }: { word: string }) => `"${word}" is one argument too many.`,
    es: ({ word }: { word: string }) => `«${word}» es un argumento de más.`,
  },
  moreMistakes: {
    en: ({ more }: { more: number }) => `… and ${more} more.`,
    es: ({ more }: { more: number }) => `… y ${more} más.`,
  },
  seeHelp: {
    en: () => 'Nothing has been sent. The help: portwitness --help, or --help after a command.',
    es: () => 'No se ha enviado nada. La ayuda: portwitness --help, o --help detrás de un comando.',
  },
  fileFailure: {
    en: ({ code, path }: { code: string; path: string }) => `${path}: ${english(code)}`,
    es: ({ code, path }: { code: string; path: string }) => `${path}: ${spanish(code)}`,
  },
  systemFailure: {
    en: ({ code, detail }: { code: string; detail: string }) =>
      `The system said no: ${english(code)} ${detail}`,
    es: ({ code, detail }: { code: string; detail: string }) =>
      `El sistema respondió con un error: ${spanish(code)} ${detail}`,
  },
  defect: {
    en: ({ detail }: { detail: string }) => `This is a defect of portwitness: ${detail}`,
    es: ({ detail }: { detail: string }) => `Esto es un defecto de portwitness: ${detail}`,
  },
  defectHint: {
    en: ({ detail }: { detail: string }) =>
      `This is a defect of portwitness: ${detail}\nFor a report that helps to mend it, run the same command again with DEBUG=portwitness set, and send what it prints.`,
    es: ({ detail }: { detail: string }) =>
      `Esto es un defecto de portwitness: ${detail}\nPara un informe que ayude a corregirlo, repita el mismo comando con DEBUG=portwitness y envíe lo que muestre.`,
  },
} satisfies Record<string, Message>;

/** The system's error codes that a person meets with files. */
function english(code: string): string {
  return ENGLISH[code] ?? `the system refused (${code}).`;
}

function spanish(code: string): string {
  return SPANISH[code] ?? `el sistema lo rechazó (${code}).`;
}

const ENGLISH: Readonly<Record<string, string>> = {
  EACCES: 'permission denied.',
  EEXIST: 'exists already; nothing was overwritten.',
  EISDIR: 'is a folder, a file was expected.',
  EMFILE: 'too many files are open on this machine.',
  ENOENT: 'no such file or folder.',
  ENOSPC: 'the disk is full.',
  ENOTDIR: 'a part of this path is not a folder.',
  EPERM: 'the system does not permit it.',
  EROFS: 'the file system is read-only.',
};

const SPANISH: Readonly<Record<string, string>> = {
  EACCES: 'permiso denegado.',
  EEXIST: 'ya existe; no se ha sobrescrito nada.',
  EISDIR: 'es una carpeta y se esperaba un archivo.',
  EMFILE: 'hay demasiados archivos abiertos en este equipo.',
  ENOENT: 'no existe ese archivo o carpeta.',
  ENOSPC: 'el disco está lleno.',
  ENOTDIR: 'una parte de esta ruta no es una carpeta.',
  EPERM: 'el sistema no lo permite.',
  EROFS: 'el sistema de archivos es de solo lectura.',
};
