import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { languages } from '../../src/model/language.ts';
import { knownCodes, messageOf, say, type Message } from '../../src/text/catalogue.ts';
import { readSources } from '../sources.ts';

/** Messages that are rightly the same in both languages. */
const sameInBoth = new Set<string>(['pageFingerprint', 'no', 'labelControl']);

/** The messages of each file of src/text, by that file. */
const areas = new Map<string, Readonly<Record<string, Message>>>();

beforeAll(async () => {
  const folder = new URL('../../src/text/', import.meta.url);
  for (const file of readdirSync(folder)) {
    const exported = (await import(pathToFileURL(`${folder.pathname}${file}`).href)) as Record<
      string,
      unknown
    >;
    for (const [name, texts] of Object.entries(exported)) {
      if (name.endsWith('Texts')) areas.set(`${file}:${name}`, texts as Record<string, Message>);
    }
  }
});

describe('the text catalogue', () => {
  test('every area of src/text is in it, and no code stands in two areas', () => {
    const codes = [...areas.values()].flatMap((texts) => Object.keys(texts));
    expect(codes.toSorted()).toEqual([...new Set(knownCodes())].toSorted());
  });

  test('every message is in every language, of the same values', () => {
    const broken = knownCodes().filter((code) => {
      const message = messageOf(code)!;
      const wanted = languages.map((language) => valuesOf(message[language]).join());
      return new Set(wanted).size !== 1;
    });
    expect(broken).toEqual([]);
  });

  test('a message without values is not the same words in both languages', () => {
    const untranslated = knownCodes().filter((code) => {
      const message = messageOf(code)!;
      if (sameInBoth.has(code) || message.en.length > 0) return false;
      return say({ code, values: {} }, 'en') === say({ code, values: {} }, 'es');
    });
    expect(untranslated).toEqual([]);
  });

  test('codes are camelCase', () => {
    expect(knownCodes().filter((code) => !/^[a-z][a-zA-Z0-9]*$/.test(code))).toEqual([]);
  });

  test('every code that the program speaks of exists', () => {
    const spoken = readSources('src').flatMap(({ path, code }) =>
      [...code.matchAll(/\bcode: '([a-z][a-zA-Z0-9]*)',\s*values\b|\.say\(\s*'([a-zA-Z0-9]+)'/g)].map(
        (match) => ({
          path,
          code: match[1] ?? match[2]!,
        }),
      ),
    );
    expect(spoken.length).toBeGreaterThan(10);
    expect(spoken.filter(({ code }) => messageOf(code) === undefined)).toEqual([]);
  });

  test('an unknown code, from a newer report, is shown rather than hidden', () => {
    expect(say({ code: 'fromTheFuture', values: { port: 80 } }, 'en')).toBe('fromTheFuture {"port":80}');
  });
});

/** The names of the values that a message takes, read from its own source: `({ port, near }) => …`. */
function valuesOf(message: (values: never) => string): string[] {
  const named = /^\(\{([^}]*)\}/.exec(message.toString())?.[1] ?? '';
  return (named.match(/\w+(?=\s*[,:]|\s*$)/g) ?? []).toSorted();
}
