import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { expectations, expectEntry, expectationNamed, usesOf } from '../../src/expectation/registry.ts';
import { messageOf } from '../../src/text/catalogue.ts';
import { readSources } from '../sources.ts';

const decode = (entry: unknown) => usesOf(expectEntry.parse(entry));

describe('an entry of a flow as a profile writes it', () => {
  test.each([
    [{ tls: {} }, [{ name: 'tls.handshake', settings: {} }]],
    [{ tls: { names: 'published' } }, [{ name: 'tls.names', settings: 'published' }]],
    [
      { tls: { names: ['a', 'b'] }, http: { status: [200, 401] } },
      [
        { name: 'tls.names', settings: ['a', 'b'] },
        { name: 'http.status', settings: [200, 401] },
      ],
    ],
    [{ http: { redirect: 'https' } }, [{ name: 'http.redirect', settings: 'https' }]],
  ])('%j', (entry, uses) => expect(decode(entry)).toEqual(uses));

  test.each([{}, { http: {} }, { tls: { name: 'x' } }, { tsl: {} }, { tls: null }, { http: { status: 99 } }])(
    '%j is a mistake',
    (entry) => expect(() => decode(entry)).toThrow(z.ZodError),
  );

  test('has a JSON Schema, for editors', () => {
    expect(Object.keys(z.toJSONSchema(expectEntry, { io: 'input' }).properties ?? {})).toContain('tls');
  });
});

describe('every expectation', () => {
  test.each(expectations.map(({ name }) => name))('%s has its page in docs/expectations/', (name) => {
    const page = new URL(`../../docs/expectations/${name}.md`, import.meta.url);
    expect(existsSync(page)).toBe(true);
    const text = readFileSync(page, 'utf8');
    for (const heading of ['## What it asks', '## Why it matters', '## How to mend a failure']) {
      expect(text).toContain(heading);
    }
    expect(expectationNamed(name)?.name).toBe(name);
  });

  test('speaks sentences that the catalogue has', () => {
    const codes = readSources('src')
      .filter(({ folder }) => folder === 'expectation')
      .flatMap(({ code }) => [
        ...code.matchAll(
          /'((?:tls|http|conversation|certificate|startTls|autodiscover|banner|sip)[A-Z]\w*)'/g,
        ),
      ])
      .map((match) => match[1]!)
      .filter((code) => !['tlsTrust', 'tlsOffer'].includes(code));
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => messageOf(code) === undefined)).toEqual([]);
  });
});
