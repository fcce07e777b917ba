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

  draftHeading: {
    en: ({ title }: { title: string }) =>
      `Drafted from the tables of "${title}". Look at every line marked "check:", give the roles your own names, and put each text into both languages.`,
    es: ({ title }: { title: string }) =>
      `Borrador a partir de las tablas de «${title}». Revise cada línea marcada con «check:», dé nombre propio a los roles y escriba cada texto en ambos idiomas.`,
  },
  draftClosed: {
    en: () => 'Tables say what must be open. What must be shut is yours to add, under "closed".',
    es: () =>
      'Las tablas dicen qué debe estar abierto. Lo que debe estar cerrado lo añade usted, en «closed».',
  },
  draftCheckAsk: {
    en: () =>
      "these are the document's sentences; put each as a question that the site answers with yes or no.",
    es: () => 'son frases del documento; formule cada una como pregunta que el sitio responde con sí o no.',
  },
  draftCheckTransportImplied: {
    en: ({ app }: { app: string }) =>
      `the document names ${app} without its transport; this is the usual one.`,
    es: ({ app }: { app: string }) =>
      `el documento nombra ${app} sin su transporte; se ha puesto el habitual.`,
  },
  draftCheckTransportUnknown: {
    en: () => 'the document does not say whether TCP or UDP.',
    es: () => 'el documento no dice si es TCP o UDP.',
  },
  draftCheckNoSource: {
    en: () => 'the document does not say who opens the connection.',
    es: () => 'el documento no dice quién abre la conexión.',
  },
  draftCheckNoDestination: {
    en: () => 'the document does not say who listens.',
    es: () => 'el documento no dice quién escucha.',
  },
  draftCheckSidesFromHeading: {
    en: () => 'who connects to whom was read from the heading above the table.',
    es: () => 'quién se conecta con quién se ha leído del título que precede a la tabla.',
  },
  draftCheckBothWays: {
    en: () => 'the document says both directions; there is a flow for each.',
    es: () => 'el documento dice ambas direcciones; hay un flujo para cada una.',
  },
  draftCheckAlternatives: {
    en: ({ ports }: { ports: string[] }) =>
      `one of ${ports.join(', ')} is enough; keep the one in use and make it required.`,
    es: ({ ports }: { ports: string[] }) =>
      `basta uno de ${ports.join(', ')}; conserve el que se use y hágalo requerido.`,
  },
  draftCheckRange: {
    en: () => 'a range can only be optional: any state of its ports passes.',
    es: () => 'un intervalo solo puede ser opcional: cualquier estado de sus puertos se acepta.',
  },
  draftCheckCondition: {
    en: ({ sentence }: { sentence: string }) => `the document says when: ${sentence}`,
    es: ({ sentence }: { sentence: string }) => `el documento dice cuándo: ${sentence}`,
  },

  commandProfileDraft: {
    en: () => 'Draft a profile from a document with tables of ports (Markdown, HTML, AsciiDoc, CSV)',
    es: () =>
      'Redactar un borrador de perfil a partir de un documento con tablas de puertos (Markdown, HTML, AsciiDoc, CSV)',
  },
  operandDocument: { en: () => 'The document', es: () => 'El documento' },
  optionDraftFormat: {
    en: () => 'yaml, a profile to finish by hand; json, the rows as they were read',
    es: () => 'yaml, un perfil para terminar a mano; json, las filas tal como se leyeron',
  },
  exampleProfileDraft: {
    en: () => 'Begin a profile from the tables of a document',
    es: () => 'Empezar un perfil a partir de las tablas de un documento',
  },
} satisfies Record<string, Message>;
