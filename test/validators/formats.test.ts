import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { default as addFormats } from 'ajv-formats';
import { sampleFile, sampleNames } from './samples.ts';

/** Folder of Microsoft's SARIF Multitool as npm has it: its validator, and the standard's schema. */
const multitool = process.env['SARIF_MULTITOOL'];

describe.each(sampleNames)('%s', (name) => {
  test("nmap's XML is valid by nmap's own DTD", async () => {
    const file = await sampleFile('nmap', name);
    const { status, stderr } = spawnSync(
      'xmllint',
      ['--noout', '--nonet', '--dtdvalid', '/usr/share/nmap/nmap.dtd', file],
      { encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([0, '']);
  });

  test('promtool has nothing to say of the metrics', async () => {
    const input = readFileSync(await sampleFile('prometheus', name));
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input,
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });

  test("SARIF fits the standard's schema", async () => {
    const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: false }));
    const validate = ajv.compile(JSON.parse(readFileSync(`${multitool}/sarif-2.1.0.json`, 'utf8')) as object);
    validate(JSON.parse(readFileSync(await sampleFile('sarif', name), 'utf8')));
    expect(validate.errors).toBeNull();
  });

  test("SARIF has no error by the Multitool's rules", async () => {
    const file = await sampleFile('sarif', name);
    const { stdout } = spawnSync(`${multitool}/Sarif.Multitool`, ['validate', file], { encoding: 'utf8' });
    // it ends with 0 whatever it found
    expect(stdout).toContain('Analysis completed successfully.');
    expect(stdout.split('\n').filter((line) => /: error /.test(line))).toEqual([]);
  });
});
