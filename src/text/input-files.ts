import type { Message } from './catalogue.ts';

type Path = { path: string };
type Key = { key: string };
type Value = { value: string };

/** What is wrong with a file as a whole, with its notation, and with files that it names. */
export const inputFileTexts = {
  fileMissing: {
    en: () => 'There is no such file.',
    es: () => 'Este archivo no existe.',
  },
  fileUnreadable: {
    en: ({ code }: { code: string }) => `The file can't be read (${code}).`,
    es: ({ code }: { code: string }) => `No se puede leer el archivo (${code}).`,
  },
  fileNotRegular: {
    en: () => 'This is a folder or a device. Expected: a file.',
    es: () => 'Esto es una carpeta o un dispositivo. Se esperaba un archivo.',
  },
  fileTooLarge: {
    en: ({ mostKib }: { mostKib: number }) =>
      `The file is larger than ${mostKib} KiB. Large inventories belong in a JSON site or in a rolesFile (CSV).`,
    es: ({ mostKib }: { mostKib: number }) =>
      `El archivo supera los ${mostKib} KiB. Los inventarios grandes deben indicarse en un sitio JSON o en un rolesFile (CSV).`,
  },
  fileEmpty: {
    en: () => 'The file is empty.',
    es: () => 'El archivo está vacío.',
  },
  fileWithoutContent: {
    en: () => 'The file holds nothing but comments or blank lines.',
    es: () => 'El archivo solo contiene comentarios o líneas en blanco.',
  },
  fileByteOrderMark: {
    en: () => 'The file begins with a byte order mark. Save it as UTF-8 without BOM.',
    es: () => 'El archivo comienza con una marca de orden de bytes. Guárdelo como UTF-8 sin BOM.',
  },
  fileUtf16: {
    en: () => 'The file is in UTF-16. Save it as UTF-8.',
    es: () => 'El archivo está en UTF-16. Guárdelo como UTF-8.',
  },
  fileNotUtf8: {
    en: () => 'The file is not valid UTF-8. Save it as UTF-8.',
    es: () => 'El archivo no es UTF-8 válido. Guárdelo como UTF-8.',
  },
  fileNul: {
    en: () => 'There is a NUL byte here. Expected: text in UTF-8.',
    es: () => 'Aquí hay un byte NUL. Se esperaba texto en UTF-8.',
  },
  includeMissing: {
    en: ({ path }: Path) => `There is no file "${path}" in the folder of this file.`,
    es: ({ path }: Path) => `No existe el archivo «${path}» en la carpeta de este archivo.`,
  },
  includeOutside: {
    en: ({ path }: Path) =>
      `"${path}" leads out of the folder of this file. Expected: a file in that folder or below it, and no symbolic link out of it.`,
    es: ({ path }: Path) =>
      `«${path}» sale de la carpeta de este archivo. Se esperaba un archivo de esa carpeta o de sus subcarpetas, sin vínculos simbólicos hacia fuera.`,
  },
  nestedTooDeep: {
    en: ({ deepest }: { deepest: number }) => `Lists and maps are nested more than ${deepest} deep here.`,
    es: ({ deepest }: { deepest: number }) => `Aquí hay listas y mapas anidados a más de ${deepest} niveles.`,
  },
  keyTwice: {
    en: ({ key }: Key) => `The key "${key}" is given twice.`,
    es: ({ key }: Key) => `La clave «${key}» aparece dos veces.`,
  },
  keyReserved: {
    en: ({ key }: Key) => `"${key}" can't be used as a key or a name.`,
    es: ({ key }: Key) => `«${key}» no puede usarse como clave ni como nombre.`,
  },
  jsonSyntax: {
    en: () => 'This is not JSON: check quotes, commas and brackets here.',
    es: () => 'Esto no es JSON: revise aquí las comillas, las comas y los corchetes.',
  },
  yamlSyntax: {
    en: () => 'This is not YAML: check indentation, quotes, colons and brackets here.',
    es: () => 'Esto no es YAML: revise aquí la sangría, las comillas, los dos puntos y los corchetes.',
  },
  yamlTab: {
    en: () => 'There is a tab in the indentation. Use spaces.',
    es: () => 'Hay un tabulador en la sangría. Use espacios.',
  },
  yamlIndent: {
    en: () => 'The indentation does not fit the lines above.',
    es: () => 'La sangría no concuerda con las líneas anteriores.',
  },
  yamlMissingCharacter: {
    en: () => 'A quote, a colon or a bracket is missing before this point.',
    es: () => 'Falta una comilla, dos puntos o un corchete antes de este punto.',
  },
  yamlEscape: {
    en: () => 'There is no such escape in double quotes. Use single quotes for a text with backslashes.',
    es: () =>
      'Esta secuencia de escape no existe entre comillas dobles. Use comillas simples para textos con barras invertidas.',
  },
  yamlReservedStart: {
    en: () => 'A text that begins with this character needs quotes.',
    es: () => 'Un texto que comienza con este carácter necesita comillas.',
  },
  yamlNestedInLine: {
    en: () => 'Two keys meet in one line here: check the indentation, or put the text in quotes.',
    es: () => 'Aquí coinciden dos claves en una línea: revise la sangría o ponga el texto entre comillas.',
  },
  yamlSeveralDocuments: {
    en: () => 'A second document begins here. Expected: one document in a file.',
    es: () => 'Aquí comienza un segundo documento. Se esperaba un solo documento por archivo.',
  },
  yamlKeyNotText: {
    en: () => 'A key must be a text of its own.',
    es: () => 'Una clave debe ser un texto.',
  },
  yamlAlias: {
    en: ({ value }: Value) => `"${value}" is an alias. Aliases are not used here: write the value out.`,
    es: ({ value }: Value) => `«${value}» es un alias. Aquí no se usan alias: escriba el valor completo.`,
  },
  yamlAnchor: {
    en: ({ value }: Value) =>
      `"${value}" is an anchor. Anchors are not used here: write the value out where it is needed.`,
    es: ({ value }: Value) =>
      `«${value}» es un ancla. Aquí no se usan anclas: escriba el valor donde se necesite.`,
  },
  yamlTag: {
    en: ({ value }: Value) => `"${value}" is a tag. Tags are not used here: put a text in quotes instead.`,
    es: ({ value }: Value) =>
      `«${value}» es una etiqueta. Aquí no se usan etiquetas: ponga el texto entre comillas.`,
  },
  yamlMergeKey: {
    en: () => '"<<" merges another map. Merge keys are not used here: write the keys out.',
    es: () => '«<<» combina otro mapa. Aquí no se combinan mapas: escriba las claves completas.',
  },
  yamlDirective: {
    en: ({ value }: Value) =>
      `"${value}" is not accepted. Files are YAML 1.2: leave the directive out, or write %YAML 1.2.`,
    es: ({ value }: Value) =>
      `No se acepta «${value}». Los archivos son YAML 1.2: omita la directiva o escriba %YAML 1.2.`,
  },
  csvHeader: {
    en: ({ header }: { header: string }) =>
      `The first line is "${header}". Expected: the titles of the columns, role,address.`,
    es: ({ header }: { header: string }) =>
      `La primera línea es «${header}». Se esperaban los títulos de las columnas: role,address.`,
  },
  csvColumns: {
    en: ({ found, expected }: { found: number; expected: number }) =>
      `This line has ${found} columns. Expected: ${expected}, as in the first line.`,
    es: ({ found, expected }: { found: number; expected: number }) =>
      `Esta línea tiene ${found} columnas. Se esperaban ${expected}, como en la primera línea.`,
  },
  csvBlank: {
    en: ({ title }: { title: string }) => `The column ${title} is blank.`,
    es: ({ title }: { title: string }) => `La columna ${title} está en blanco.`,
  },
} satisfies Record<string, Message>;
