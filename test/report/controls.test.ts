import { describe, expect, test } from '@jest/globals';
import { frameworks } from '../../src/model/controls.ts';
import type { ClosedRule, Profile } from '../../src/model/profile.ts';
import { languages } from '../../src/model/language.ts';
import { controlsOfProfiles, groupByControl } from '../../src/report/controls.ts';
import { formats } from '../../src/report/formats/registry.ts';
import { lyncReport } from './lync-report.ts';
import { makeReport } from './report-maker.ts';

const rule: ClosedRule = {
  id: 'deny',
  from: 'a',
  to: ['b'],
  protocol: 'tcp',
  ports: [{ from: 1, to: 65_535 }],
  state: 'closed',
};

function profileWith(closed: readonly ClosedRule[], flows: Profile['flows'] = []): Profile {
  const text = { en: 'p', es: 'p' };
  return {
    id: 'p',
    version: '1.0.0',
    title: text,
    documents: {},
    roles: {},
    conditions: {},
    names: {},
    flows,
    closed,
    sha256: '00',
  };
}

describe('the controls that a rule supports', () => {
  test('a closed rule that says nothing has the standard ones, of every catalogue', () => {
    const controls = controlsOfProfiles([profileWith([rule])])['p/deny']!;
    expect(Object.keys(controls)).toEqual(Object.keys(frameworks));
    expect(controls['nist-800-53-r5']).toContain('SC-7');
  });

  test('a host that does not listen is evidence of its configuration, not of a filter', () => {
    const controls = controlsOfProfiles([profileWith([{ ...rule, state: 'not-listening' }])])['p/deny']!;
    expect(controls['nist-800-53-r5']).not.toContain('SC-7');
    expect(controls['cis-v8']).toEqual(['4.8']);
  });

  test("a rule's own mapping stands alone, and an empty one maps it to nothing", () => {
    const own = { ...rule, controls: { 'cis-v8': ['4.4'] } };
    expect(controlsOfProfiles([profileWith([own])])).toEqual({ 'p/deny': { 'cis-v8': ['4.4'] } });
    expect(controlsOfProfiles([profileWith([{ ...rule, controls: {} }])])).toEqual({});
  });
});

describe('a report grouped by control', () => {
  test('counts the checks of each, in the order that people number them', () => {
    const [pci] = groupByControl(lyncReport('en'));
    expect(pci!.title).toBe('PCI DSS 4.0.1');
    expect(pci!.controls.map(({ id, checks, counts }) => [id, checks.length, counts.fail])).toEqual([
      ['pci-dss-4.0.1:1.2.5', 3, 1],
      ['pci-dss-4.0.1:1.4.2', 1, 1],
    ]);
  });

  test('a report without controls has no such section', () => {
    expect(groupByControl(makeReport([]))).toEqual([]);
  });

  test.each(languages)('every format for people says supporting evidence, in %s', async (language) => {
    for (const name of ['table', 'markdown', 'html']) {
      const options = { language, color: false, width: 100 };
      const text = String(await formats.get(name)!.render(lyncReport(language), options));
      expect(text).toContain(language === 'en' ? 'Supporting evidence' : 'Pruebas de apoyo');
      expect(text).toMatch(/SC-7/);
      expect(text).not.toMatch(/compliant with|conforme con|cumple con/i);
    }
  });
});
