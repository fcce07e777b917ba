import type { Message } from './catalogue.ts';

/** What `profile draft` says of a document, and of what it was unsure of. */
export const draftTexts = {
  draftTooLarge: {
    en: ({ bytes, most }: { bytes: number; most: number }) =>
      `The document has ${bytes} bytes; drafting reads up to ${most}. Cut out the part with the tables of ports.`,
    es: ({ bytes, most }: { bytes: number; most: number }) =>
      `El documento tiene ${bytes} bytes; se leen como máximo ${most}. Recorte la parte con las tablas de puertos.`,
  },
  draftNotText: {
    en: () => 'This is not a text document. Drafting reads Markdown, HTML, AsciiDoc and CSV.',
    es: () => 'No es un documento de texto. Se leen Markdown, HTML, AsciiDoc y CSV.',
  },
  draftEmpty: {
    en: () => 'The document is empty.',
    es: () => 'El documento está vacío.',
  },
  draftTooMuch: {
    en: ({ lines, tags }: { lines: number; tags: number }) =>
      `The document has ${lines} lines and ${tags} marks of HTML, more than drafting reads. Cut out the part with the tables of ports.`,
    es: ({ lines, tags }: { lines: number; tags: number }) =>
      `El documento tiene ${lines} líneas y ${tags} marcas de HTML, más de lo que se lee. Recorte la parte con las tablas de puertos.`,
  },
  draftTooDeep: {
    en: () => 'The document nests its parts deeper than any reader could follow, so it was not read.',
    es: () => 'El documento anida sus partes más de lo que un lector podría seguir, así que no se leyó.',
  },
  draftNoPorts: {
    en: ({ tables }: { tables: number }) =>
      tables === 0
        ? 'The document has no tables. Drafting reads tables of ports.'
        : `None of the document's ${tables} tables is a table of ports.`,
    es: ({ tables }: { tables: number }) =>
      tables === 0
        ? 'El documento no tiene tablas. Se leen tablas de puertos.'
        : `Ninguna de las ${tables} tablas del documento es una tabla de puertos.`,
  },
} satisfies Record<string, Message>;
