import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { array, assert, asyncProperty, constantFrom, nat, record, type Arbitrary } from 'fast-check';
import { loadSite } from '../../src/site/load.ts';
import { folderWith, mistakesOf } from '../input/temporary.ts';
import { ownProfile } from '../profile/own-profile.ts';
import { ownSite } from './own-site.ts';

/** Pieces that mean something to YAML, to the schema, or to a careless reader. */
const pieces = constantFrom(
  ...`· ·\n·: ·- ·[·]·{·}·"·'·#·&a ·*a·!!int ·<<: ·? ·|·>·%·\t·null·~·true·no·0·-1·1e3·0x50·443/tcp·65536/tcp·/·@`.split(
    '·',
  ),
  ...'\u0060·\\·\u0430·\u202e·\ufeff·\0·__proto__: 1\n·client·server·web·192.0.2.10·::1·[]·{}·---\n·...\n'.split(
    '·',
  ),
);

interface Change {
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

const changes: Arbitrary<Change[]> = array(record({ at: nat(1200), length: nat(12), piece: pieces }), {
  minLength: 1,
  maxLength: 4,
});

function changed(text: string, change: readonly Change[]): string {
  return change.reduce((text, { at, length, piece }) => {
    const start = at % text.length;
    return text.slice(0, start) + piece + text.slice(start + length);
  }, text);
}

test('whatever is done to a site or its profile, it is read or its mistakes are told, in both languages', async () => {
  const folder = await folderWith({ 'site.yaml': ownSite, 'own.yaml': ownProfile });
  let refused = 0;
  await assert(
    asyncProperty(changes, constantFrom('site.yaml', 'own.yaml'), async (change, file) => {
      await writeFile(join(folder, 'site.yaml'), file === 'site.yaml' ? changed(ownSite, change) : ownSite);
      await writeFile(
        join(folder, 'own.yaml'),
        file === 'own.yaml' ? changed(ownProfile, change) : ownProfile,
      );
      for (const language of ['en', 'es'] as const) {
        const mistakes = await mistakesOf(() => loadSite(join(folder, 'site.yaml')), language);
        if (mistakes.length > 0) refused++;
        expect(mistakes.filter((line) => /undefined|\[object|Invalid|NaN/.test(line))).toEqual([]);
      }
    }),
    { numRuns: 100, seed: 2026 },
  );
  expect(refused).toBeGreaterThan(100);
}, 60_000);
