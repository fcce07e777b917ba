import type { Message } from './catalogue.ts';

/** Run folders. */
export const evidenceTexts = {
  runFolderNotEmpty: {
    en: () =>
      'this folder holds something already. A run needs a new or an empty folder: earlier evidence is never written over.',
    es: () =>
      'esta carpeta ya contiene algo. Una ejecución necesita una carpeta nueva o vacía: las evidencias anteriores nunca se sobrescriben.',
  },
} satisfies Record<string, Message>;
