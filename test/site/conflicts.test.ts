import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { InputError } from '../../src/model/mistake.ts';
import { loadSite } from '../../src/site/load.ts';

const profile = (id: string, rules: string) => `id: ${id}
version: 1.0.0
title: ${id}
documents: { doc: { title: Manual of ${id} } }
roles: { client: { title: Client }, ${id}-server: { title: Server } }
${rules}
`;
const strict = profile(
  'strict',
  'closed:\n  - { id: no-console, from: client, to: strict-server, ports: 8443/tcp, state: closed, cite: { document: doc, table: shut, row: 4 } }',
);
const open = profile(
  'open',
  'flows:\n  - { id: console, from: client, to: open-server, port: 8443/tcp, need: required, cite: { document: doc, table: ports, row: 1 } }',
);

async function conflicts(openAddress: string, ports = '') {
  const folder = mkdtempSync(join(tmpdir(), 'conflicts-'));
  writeFileSync(join(folder, 'strict.yaml'), strict);
  writeFileSync(join(folder, 'open.yaml'), open);
  writeFileSync(
    join(folder, 'site.yaml'),
    `site: here
profiles:
  - use: ./strict.yaml
  - use: ./open.yaml
    ${ports}
roles: { strict-server: [192.0.2.10], open-server: [${openAddress}] }
vantages: { outside: { standsFor: [client], source: 198.51.100.7 } }
scope: [192.0.2.0/24]
`,
  );
  try {
    await loadSite(join(folder, 'site.yaml'));
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.mistakes.map(({ line, reason }) => ({ line, ...reason }));
  }
}

test('one profile forbids what another requires at the same address: both citations are named', async () => {
  expect(await conflicts('192.0.2.10')).toEqual([
    {
      line: 3,
      code: 'profilesConflict',
      values: {
        requires: 'open/console',
        requiresCite: 'Manual of open · ports · 1',
        forbids: 'strict/no-console',
        forbidsCite: 'Manual of strict · shut · 4',
        ports: '8443/tcp',
      },
    },
  ]);
});

test('no conflict at another address, nor where the site moved the port', async () => {
  expect(await conflicts('192.0.2.11')).toEqual([]);
  expect(await conflicts('192.0.2.10', 'ports: { console: 9443/tcp }')).toEqual([]);
});
