import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formats } from '../../src/report/formats/registry.ts';
import { hostileReport } from '../report/hostile-report.ts';
import { lyncReport } from '../report/lync-report.ts';
import { makeReport } from '../report/report-maker.ts';

/** Reports that a format must get past somebody else's validator. */
export const samples = {
  lync: lyncReport('en'),
  lince: lyncReport('es'),
  hostile: hostileReport(),
  empty: makeReport([]),
} as const;

export const sampleNames = Object.keys(samples) as (keyof typeof samples)[];

/** A sample in a format, as a file in a folder of its own; answers its path. */
export async function sampleFile(format: string, name: keyof typeof samples): Promise<string> {
  const { extension, render } = formats.get(format)!;
  const folder = mkdtempSync(join(tmpdir(), 'portwitness-format-'));
  const file = join(folder, `${name}.${extension}`);
  writeFileSync(file, await render(samples[name], { language: 'en', color: false, width: 100 }));
  return file;
}
