import { expect, test } from '@jest/globals';
import { findProfile } from '../../src/profile/catalogue.ts';
import { loadProfile } from '../../src/profile/load.ts';
import { formats } from '../../src/report/formats/registry.ts';
import { makeCheck, makeReport } from './report-maker.ts';

test('the Spanish report of the Lync profile speaks the terms of Microsoft’s document', async () => {
  const profile = await loadProfile(await findProfile('lync-server-2013/reverse-proxy', '.'));
  const said = { en: 'Port is open.', es: 'El puerto está abierto.' };
  const checks = [...profile.flows, ...profile.closed].map(({ id, title, why, from, to }) =>
    makeCheck({ rule: id, from, to: to[0]!, said, ...(title && { title }), ...(why && { why }) }, 'es'),
  );
  const { documents } = profile;
  const roles = Object.fromEntries(Object.entries(profile.roles).map(([id, { title }]) => [id, title]));
  const questions = Object.fromEntries(Object.entries(profile.conditions).map(([id, { ask }]) => [id, ask]));
  const conditions = Object.fromEntries(Object.keys(questions).map((id) => [id, true]));
  const report = makeReport(checks, { documents, roles, questions, conditions });
  const options = { language: 'es', color: false, width: 100 } as const;
  const textOf = async (name: string) =>
    String(await formats.get(name)!.render(report, options)).toLowerCase();
  const page = await textOf('html');
  for (const term of ['proxy inverso', 'servidor front-end', 'detección automática', 'resumen de puerto']) {
    expect(page).toContain(term);
  }
  // not of the page, whose style and script are in English as every program is
  expect(await textOf('markdown')).not.toMatch(/\b(reverse proxy|front end server|passed|failures|checks)\b/);
});
