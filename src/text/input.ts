import type { Text } from '../model/language.ts';
import type { Message } from './catalogue.ts';
import { dado, didYouMean, given, queriaDecir } from './given.ts';

type Value = { value: string | null };
type Near = { near: string | null };

type Forms = Value & { words: string[]; kinds: string[] } & Near;

/** Kinds of values, as the decoder names them. */
const kindWords: Readonly<Record<string, Text>> = {
  string: { en: 'a text', es: 'un texto' },
  boolean: { en: 'true or false', es: 'true o false' },
  number: { en: 'a number', es: 'un número' },
  int: { en: 'a whole number', es: 'un número entero' },
  array: { en: 'a list', es: 'una lista' },
  object: { en: 'a map', es: 'un mapa' },
  record: { en: 'a map', es: 'un mapa' },
};

/** What is wrong with the shape of a profile or a site: keys, kinds of values, numbers, words. */
export const inputTexts = {
  keyUnknown: {
    en: ({ key, near, known }: { key: string; known: string[] } & Near) =>
      `"${key}" is no key here. Expected: ${known.join(', ')}.${didYouMean(near)}`,
    es: ({ key, near, known }: { key: string; known: string[] } & Near) =>
      `«${key}» no es una clave válida aquí. Se esperaba: ${known.join(', ')}.${queriaDecir(near)}`,
  },
  keyMissing: {
    en: ({ key }: { key: string }) => `The key "${key}" is missing here.`,
    es: ({ key }: { key: string }) => `Aquí falta la clave «${key}».`,
  },
  valueNotUnderstood: {
    en: ({ value }: Value) => `${given(value)} can't be used here.`,
    es: ({ value }: Value) => `${dado(value)} no puede usarse aquí.`,
  },
  oneFormExpected: {
    en: ({ value, words, kinds, near }: Forms) =>
      `${given(value)} is not understood here. Expected: ${[...words, ...kinds.map((kind) => kindWords[kind]?.en ?? kind)].join(', or ')}.${didYouMean(near)}`,
    es: ({ value, words, kinds, near }: Forms) =>
      `${dado(value)} no se entiende aquí. Se esperaba: ${[...words, ...kinds.map((kind) => kindWords[kind]?.es ?? kind)].join(', o ')}.${queriaDecir(near)}`,
  },
  textExpected: {
    en: ({ value }: Value) => `${given(value)} is no text. Expected: a text; put numbers in quotes.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un texto. Se esperaba un texto; ponga los números entre comillas.`,
  },
  textBlank: {
    en: () => 'The text is blank.',
    es: () => 'El texto está en blanco.',
  },
  textForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no text. Expected: a text, or one for each language: { en: …, es: … }.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un texto. Se esperaba un texto, o uno por idioma: { en: …, es: … }.`,
  },
  yesNoExpected: {
    en: ({ value }: Value) =>
      `${given(value)} is neither true nor false. Expected: true or false, without quotes; yes, no, on and off are plain texts in YAML 1.2.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es true ni false. Se esperaba true o false, sin comillas; yes, no, on y off son simples textos en YAML 1.2.`,
  },
  wholeNumberExpected: {
    en: ({ value }: Value) =>
      `${given(value)} is no whole number. Expected: decimal digits without quotes, as 3000.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un número entero. Se esperaban cifras decimales sin comillas, como 3000.`,
  },
  numberTooSmall: {
    en: ({ value, least }: Value & { least: number }) =>
      `${given(value)} is too small. Expected: at least ${least}.`,
    es: ({ value, least }: Value & { least: number }) =>
      `${dado(value)} es demasiado pequeño. Se esperaba al menos ${least}.`,
  },
  numberTooLarge: {
    en: ({ value, most }: Value & { most: number }) =>
      `${given(value)} is too large. Expected: at most ${most}.`,
    es: ({ value, most }: Value & { most: number }) =>
      `${dado(value)} es demasiado grande. Se esperaba como máximo ${most}.`,
  },
  listExpected: {
    en: ({ value }: Value) => `${given(value)} is no list. Expected: [ … ], or lines that begin with "- ".`,
    es: ({ value }: Value) =>
      `${dado(value)} no es una lista. Se esperaba [ … ], o líneas que comiencen por «- ».`,
  },
  listEmpty: {
    en: () => 'The list is empty. Expected: at least one entry.',
    es: () => 'La lista está vacía. Se esperaba al menos un elemento.',
  },
  mapExpected: {
    en: ({ value }: Value) => `${given(value)} is no map. Expected: lines of the form "key: value".`,
    es: ({ value }: Value) => `${dado(value)} no es un mapa. Se esperaban líneas de la forma «clave: valor».`,
  },
  wordExpected: {
    en: ({ value, words, near }: Value & { words: string[] } & Near) =>
      `${given(value)} is not understood here. Expected: ${words.join(', ')}.${didYouMean(near)}`,
    es: ({ value, words, near }: Value & { words: string[] } & Near) =>
      `${dado(value)} no se entiende aquí. Se esperaba: ${words.join(', ')}.${queriaDecir(near)}`,
  },
  idForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no id. Expected: small letters a to z, digits and single hyphens, as external-https.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un identificador. Se esperaban minúsculas de la a a la z, cifras y guiones sueltos, como external-https.`,
  },
  profileIdForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no profile id. Expected: small letters, digits, hyphens and slashes, as lync-server-2013/reverse-proxy.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un identificador de perfil. Se esperaban minúsculas, cifras, guiones y barras, como lync-server-2013/reverse-proxy.`,
  },
  versionForm: {
    en: ({ value }: Value) => `${given(value)} is no version. Expected: three numbers, as 1.0.0.`,
    es: ({ value }: Value) => `${dado(value)} no es una versión. Se esperaban tres números, como 1.0.0.`,
  },
  dateForm: {
    en: ({ value }: Value) => `${given(value)} is no date. Expected: year-month-day, as 2027-01-31.`,
    es: ({ value }: Value) => `${dado(value)} no es una fecha. Se esperaba año-mes-día, como 2027-01-31.`,
  },
  dateNotInCalendar: {
    en: ({ value }: Value) => `${given(value)} is not in the calendar.`,
    es: ({ value }: Value) => `${dado(value)} no existe en el calendario.`,
  },
  instantForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no time with its zone. Expected: 2026-11-22T08:00:00Z or 2026-11-22T09:00+01:00.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es una hora con su zona. Se esperaba 2026-11-22T08:00:00Z o 2026-11-22T09:00+01:00.`,
  },
  needForm: {
    en: ({ value, near }: Value & Near) =>
      `${given(value)} is no need. Expected: required, optional, or { when: …, then: …, otherwise: … }.${didYouMean(near)}`,
    es: ({ value, near }: Value & Near) =>
      `${dado(value)} no es una necesidad. Se esperaba required, optional o { when: …, then: …, otherwise: … }.${queriaDecir(near)}`,
  },
  whenForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no condition. Expected: a condition's id, { all: [ … ] } or { any: [ … ] }.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es una condición. Se esperaba el identificador de una condición, { all: [ … ] } o { any: [ … ] }.`,
  },
  expectEmpty: {
    en: () => 'An expectation is missing here, as { tls: { names: published } }.',
    es: () => 'Aquí falta una expectativa, como { tls: { names: published } }.',
  },
  namesWanted: {
    en: ({ value }: Value) =>
      `${given(value)} asks for no names. Expected: the id of one of the profile's names, or a list of them.`,
    es: ({ value }: Value) =>
      `${dado(value)} no pide ningún nombre. Se esperaba el identificador de una entrada de names del perfil, o una lista de ellos.`,
  },
  headerNameForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no header's name. Expected: letters, digits and hyphens, as Location.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es el nombre de un encabezado. Se esperaban letras, cifras y guiones, como Location.`,
  },
  headerAbsentWithText: {
    en: () =>
      'A header that must be absent has no text. Expected: absent, or one of is, contains and startsWith.',
    es: () =>
      'Un encabezado que debe faltar no tiene texto. Se esperaba absent, o bien is, contains o startsWith.',
  },
  xmlPathForm: {
    en: ({ value }: Value) => `${given(value)} is no place in XML. Expected: element, or element@attribute.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un lugar de un XML. Se esperaba elemento o elemento@atributo.`,
  },
  jsonOrXml: {
    en: () => 'Both json and xml are given. Expected: one of them.',
    es: () => 'Se indican json y xml a la vez. Se esperaba solo uno.',
  },
  sha256Form: {
    en: ({ value }: Value) => `${given(value)} is no SHA-256. Expected: 64 hexadecimal digits.`,
    es: ({ value }: Value) => `${dado(value)} no es un SHA-256. Se esperaban 64 cifras hexadecimales.`,
  },
  hostLabelForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no first label of a host name. Expected: small letters, digits and hyphens, as lyncdiscover.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es la primera etiqueta de un nombre de host. Se esperaban minúsculas, cifras y guiones, como lyncdiscover.`,
  },
  roleOrRoles: {
    en: ({ value }: Value) => `${given(value)} is no role. Expected: a role's id, or a list of them.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un rol. Se esperaba el identificador de un rol o una lista de ellos.`,
  },
  roleBlank: {
    en: ({ value }: Value) =>
      `${given(value)} stands for the hosts of this role. Expected: a list of addresses and host names; [] says that the role is not there.`,
    es: ({ value }: Value) =>
      `${dado(value)} ocupa el lugar de los hosts de este rol. Se esperaba una lista de direcciones y nombres de host; [] indica que el rol no existe.`,
  },
  scopeForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no scope. Expected: a list of networks, or { allow: [ … ], deny: [ … ] }.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un ámbito. Se esperaba una lista de redes o { allow: [ … ], deny: [ … ] }.`,
  },
  scopeEmpty: {
    en: () => 'The scope allows nothing. Expected: the networks that may be sent packets.',
    es: () => 'El ámbito no permite nada. Se esperaban las redes a las que se pueden enviar paquetes.',
  },
  rateForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no rate. Expected: attempts per second, a whole number from 1 to 10000000, or max.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es una tasa. Se esperaban intentos por segundo: un número entero de 1 a 10000000, o max.`,
  },
  probabilityForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no limit for a chance of missing an open port. Expected: more than 0 and at most 0.05, as 0.0001 or 1e-4.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un límite para la probabilidad de pasar por alto un puerto abierto. Se esperaba más de 0 y como máximo 0.05, como 0.0001 o 1e-4.`,
  },
  viaForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no way to a vantage. Expected: ssh://user@host or ssh://user@host:22.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es una vía hacia un punto de observación. Se esperaba ssh://usuario@host o ssh://usuario@host:22.`,
  },
  hostKeyForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no fingerprint of a host key. Expected: SHA256: and 43 characters, as ssh-keygen -l prints it.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es la huella de una clave de host. Se esperaba SHA256: y 43 caracteres, como la muestra ssh-keygen -l.`,
  },
} satisfies Record<string, Message>;
