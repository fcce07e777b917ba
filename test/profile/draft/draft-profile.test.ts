import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { NeedRule } from '../../../src/model/profile.ts';
import { draftProfile } from '../../../src/profile/draft/draft-profile.ts';
import { draftRows } from '../../../src/profile/draft/draft-rows.ts';
import { readDocument } from '../../../src/profile/draft/read-document.ts';
import { writeDraft } from '../../../src/profile/draft/write-draft.ts';
import { findProfile } from '../../../src/profile/catalogue.ts';
import { loadProfile } from '../../../src/profile/load.ts';
import { say } from '../../../src/text/catalogue.ts';

/** A document of the shape of Microsoft's port summary for the reverse proxy: two HTML tables in Markdown. */
const summary = `---
title: 'Puertos del proxy inverso'
ms:address: https://docs.example.test/es-es/puertos
---

# Puertos del proxy inverso

_**Último cambio:** 2015-03-09_

## Reglas

### Firewall: interfaz externa

<table>
<thead>
<tr><th>Protocolo/TCP o UDP/Puerto</th><th>IP de origen</th><th>IP de destino</th><th>Notas</th></tr>
</thead>
<tbody>
<tr><td><p>HTTP/TCP/80</p></td><td><p>Cualquiera</p></td><td><p>Escucha del proxy</p></td>
<td><p>(Opcional) Lleva a HTTPS a quien escribe http.</p>
<p>Requerido también si los móviles buscan Autodiscover por HTTP.</p></td></tr>
<tr><td><p>HTTPS/TCP/443</p></td><td><p>Cualquiera</p></td><td><p>Escucha del proxy</p></td><td><p>Todo lo publicado.</p></td></tr>
</tbody>
</table>

### Firewall: interfaz interna

<table>
<thead>
<tr><th>Protocolo/TCP o UDP/Puerto</th><th>IP de origen</th><th>IP de destino</th><th>Notas</th></tr>
</thead>
<tbody>
<tr><td><p>HTTP/TCP/8080</p></td><td><p>Interfaz interna del proxy</p></td><td><p>Front-end, Grupo de front-end, Director, Grupo de Director</p></td>
<td><p>Requerido si los móviles buscan Autodiscover por HTTP.</p></td></tr>
<tr><td><p>HTTPS/TCP/4443</p></td><td><p>Interfaz interna del proxy</p></td><td><p>Front-end, Grupo de front-end, Director, Grupo de Director</p></td>
<td><p>Lo que llega por el 443.</p></td></tr>
<tr><td><p>HTTPS/TCP/443</p></td><td><p>Interfaz interna del proxy</p></td><td><p>Office Web Apps para conferencias</p></td>
<td><p></p></td></tr>
</tbody>
</table>
`;

/** The names that the shipped profile gives to the document's roles. */
const renamed: Readonly<Record<string, string>> = {
  cualquiera: 'internet',
  'escucha-del-proxy': 'reverse-proxy-external',
  'interfaz-interna-del-proxy': 'reverse-proxy-internal',
  'front-end': 'front-end',
  'grupo-de-front-end': 'front-end',
  director: 'front-end',
  'grupo-de-director': 'front-end',
  'office-web-apps-para-conferencias': 'office-web-apps',
};

function draftOf(text: string, name = 'ports.md') {
  const document = readDocument(new TextEncoder().encode(text), name);
  return draftProfile(document, draftRows(document), 'ports');
}

function needWord(need: NeedRule | { when: string }): string {
  return typeof need === 'string' ? need : 'conditional';
}

async function loadText(yaml: string) {
  const file = join(mkdtempSync(join(tmpdir(), 'draft-')), 'draft.yaml');
  writeFileSync(file, yaml);
  return loadProfile(file);
}

const inEnglish = (reason: Parameters<typeof say>[0]) => say(reason, 'en');

describe('the draft of a port summary', () => {
  test('equals the shipped profile in flows, ports, need and roles after renaming', async () => {
    const shipped = await loadProfile(await findProfile('lync-server-2013/reverse-proxy', '/'));
    const known = shipped.flows
      .filter(({ id }) => /^(external|internal)-/.test(id))
      .map(({ from, to, ports, protocol, need }) =>
        [from, ...to, `${ports.from}/${protocol}`, needWord(need)].join(' '),
      );
    const drafted = draftOf(summary).flows.map(({ from, to, port, need }) =>
      [renamed[from], ...new Set(to.map((role) => renamed[role])), port, needWord(need)].join(' '),
    );
    const difference = [
      ...known.filter((line) => !drafted.includes(line)).map((line) => `- ${line}`),
      ...drafted.filter((line) => !known.includes(line)).map((line) => `+ ${line}`),
    ];
    expect(drafted).toHaveLength(known.length);
    // "… for conferencing" in a role's name is a condition that only a reader can put into words.
    expect(difference).toEqual([
      '- reverse-proxy-internal office-web-apps 443/tcp conditional',
      '+ reverse-proxy-internal office-web-apps 443/tcp required',
    ]);
  });

  test('loads as a profile, each flow cited to table, row and line', async () => {
    const profile = await loadText(writeDraft(draftOf(summary), inEnglish));
    expect(profile.documents['source']).toEqual({
      title: 'Puertos del proxy inverso',
      language: 'es-es',
      revised: '2015-03-09',
    });
    const lines = summary.split('\n');
    for (const { cite, ports } of profile.flows)
      expect(lines[cite!.line! - 1]).toContain(`TCP/${ports.from}<`);
    expect(profile.flows.map(({ cite }) => [cite!.table, cite!.row])).toEqual([
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
      [1, 3],
    ]);
  });

  test('asks a condition once, in the document’s words', () => {
    expect([...draftOf(summary).conditions.values()]).toEqual([
      'Requerido también si los móviles buscan Autodiscover por HTTP.',
      'Requerido si los móviles buscan Autodiscover por HTTP.',
    ]);
  });
});

describe('what a draft is unsure of', () => {
  test.each([
    [
      '|Protocol|Port|\n|-|-|\n|HTTPS|443|\n',
      ['draftCheckTransportImplied', 'draftCheckNoSource', 'draftCheckNoDestination'],
    ],
    ['|From|To|Port|\n|-|-|-|\n|A|B|TCP 80 or 8530|\n', ['draftCheckAlternatives', 'draftCheckAlternatives']],
    ['|From|To|Port|\n|-|-|-|\n|A|B|UDP 5000-5010|\n', ['draftCheckRange']],
    [
      '## A <-> B\n|Port|Protocol|\n|-|-|\n|443|TCP|\n',
      [
        'draftCheckSidesFromHeading',
        'draftCheckBothWays',
        'draftCheckSidesFromHeading',
        'draftCheckBothWays',
      ],
    ],
  ])('%j', (text, codes) => {
    expect(draftOf(text).flows.flatMap(({ checks }) => checks.map(({ code }) => code))).toEqual(codes);
  });

  test('stands as a comment in both languages, and the draft loads', async () => {
    const draft = draftOf('|Port|Protocol|From|To|\n|-|-|-|-|\n|5000-5010|UDP|A|B|\n|443|TCP|主机|Wirt|\n');
    expect(writeDraft(draft, inEnglish)).toContain('# check: a range can only be optional');
    const spanish = writeDraft(draft, (reason) => say(reason, 'es'));
    expect(spanish).toContain('# check: un intervalo');
    expect((await loadText(spanish)).flows).toHaveLength(2);
  });

  test('hostile words of a document stay words', async () => {
    const text =
      '|Port|Protocol|From|To|\n|-|-|-|-|\n|443|TCP|A\u0007: &x *y {{|"B\' # c\u0085d|\n|80|TCP|__proto__|constructor|\n|81|TCP|- a|!!js b|\n';
    expect((await loadText(writeDraft(draftOf(text), inEnglish))).flows).toHaveLength(3);
  });
});
