import type { Language } from '../model/language.ts';
import { answerTexts } from '../text/answers.ts';
import { controlTexts } from '../text/controls.ts';
import { driftTexts } from '../text/drift.ts';
import { matrixTexts } from '../text/matrix.ts';
import { pageTexts } from '../text/page.ts';
import { unattendedTexts } from '../text/unattended.ts';
import { remedyTexts } from '../text/remedies.ts';
import { reportTexts } from '../text/report.ts';
import { sipTexts } from '../text/sip.ts';

const texts = {
  ...reportTexts,
  ...remedyTexts,
  ...pageTexts,
  ...controlTexts,
  ...unattendedTexts,
  ...driftTexts,
  ...matrixTexts,
  ...answerTexts,
  ...sipTexts,
};

type Texts = typeof texts;

/** Says a label or sentence of the report, in one language. */
export type Words = <Code extends keyof Texts>(
  code: Code,
  ...values: Parameters<Texts[Code]['es']>
) => string;

export function wordsIn(language: Language): Words {
  return (code, ...values) => (texts[code][language] as (...values: unknown[]) => string)(...values);
}
