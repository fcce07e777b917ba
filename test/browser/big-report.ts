import type { Report } from '../../src/model/report.ts';
import { makeCheck, makeReport } from '../report/report-maker.ts';

const words = { pass: 'as documented', fail: 'not as documented', inconclusive: 'not decided' } as const;

/** So many checks over so many hosts and roles, most of them passes, with failures here and there. */
export function bigReport(checks: number, hosts: number, roles: number): Report {
  const roleOf = (i: number) => `role-${i % roles}`;
  const made = Array.from({ length: checks }, (_, i) => {
    const host = i % hosts;
    const rule = Math.floor(i / hosts);
    const verdict = i % 97 === 5 ? 'fail' : i % 151 === 7 ? 'inconclusive' : 'pass';
    const port = 1024 + rule * 7;
    const said = `Port ${port} of host ${host} is ${words[verdict]}.`;
    return makeCheck(
      {
        rule: `rule-${rule}`,
        title: { en: `Service ${rule} of the pool`, es: `Servicio ${rule} del grupo` },
        why: {
          en: 'The service answers its clients on it.',
          es: 'El servicio responde en él a sus clientes.',
        },
        from: roleOf(Math.floor((i % (roles - 4)) / 3)), // a tree: each role reaches three others
        to: roleOf((i % (roles - 4)) + 4),
        vantage: `vantage-${rule % 4}`,
        address: `198.51.${Math.floor(host / 250)}.${(host % 250) + 1}`,
        host: `host-${host}.example.test`,
        ports: String(port),
        verdict,
        observed: {
          open: verdict === 'pass' ? [port] : [],
          refused: 0,
          rejected: 0,
          silent: verdict === 'pass' ? 0 : 1,
          unknown: 0,
        },
        attempts: verdict === 'pass' ? 1 : 3,
        cite: { document: 'manual', table: 'ports', row: rule + 1 },
        said: { en: said, es: said },
      },
      'en',
    );
  });
  return makeReport(made, {
    documents: { manual: { title: 'Port reference of the product' } },
    roles: Object.fromEntries(
      Array.from({ length: roles }, (_, i) => [
        roleOf(i),
        { en: `Server role number ${i}`, es: `Rol de servidor ${i}` },
      ]),
    ),
    vantages: [0, 1, 2, 3].map((i) => ({
      name: `vantage-${i}`,
      standsFor: [roleOf(i)],
      transport: 'local',
      source: [],
    })),
  });
}
