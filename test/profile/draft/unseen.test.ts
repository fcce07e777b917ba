import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { briefRows } from './brief.ts';

/**
 * Documents written for this test in the shapes that vendors use, and beside each the rows that a careful reader
 * finds: TABLE:ROW TRANSPORT PORTS. Nothing in the program is made for any of them.
 */
const folder = join(import.meta.dirname, 'fixtures');
const names = readdirSync(folder).filter((name) => !name.endsWith('.rows'));

describe('documents that drafting was not made for', () => {
  test.each(names)('%s: F1 at least 0.95', (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const wanted = readFileSync(join(folder, name.replace(/\.\w+$/, '.rows')), 'utf8')
      .trim()
      .split('\n');
    const [want, found] = [wanted, briefRows(text, name)].map((rows) => rows.flatMap(portsOf));
    const hits = want!.filter((row) => found!.includes(row)).length;
    const f1 = (2 * hits) / (want!.length + found!.length);
    const differing = [
      ...want!.filter((row) => !found!.includes(row)).map((row) => `- ${row}`),
      ...found!.filter((row) => !want!.includes(row)).map((row) => `+ ${row}`),
    ];
    expect(f1 >= 0.95 ? [] : differing).toEqual([]);
  });
});

/** Each port of a row by itself, as a share of the document's is counted. */
function portsOf(row: string): string[] {
  const [place, transport, ports, optional] = row.split(' ');
  return ports!.split(',').map((port) => [place, transport, port, optional ?? ''].join(' '));
}
