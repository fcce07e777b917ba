import type { Report } from '../../model/report.ts';
import { inLanguage } from '../localize.ts';
import type { RenderOptions } from './format.ts';

/** The report itself: what every other format is made from, and `report` reads again. */
export function renderJson(report: Report, { language }: RenderOptions): string {
  return `${JSON.stringify(inLanguage(report, language), null, 2)}\n`;
}
