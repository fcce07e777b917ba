import * as z from 'zod';
import type { Check } from '../model/plan.ts';

/** One of the profile's names' questions, or several. */
export const nameQuestions = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)], { error: '#namesWanted' })
  .describe('Id of a names question of the profile, or a list of them');

export type NameQuestions = z.infer<typeof nameQuestions>;

export function questionIds(questions: NameQuestions | undefined): readonly string[] {
  return questions === undefined ? [] : [questions].flat();
}

/** The site's answers to these questions: lower case, without a final dot, each once, in the site's order. */
export function namesOf(questions: NameQuestions | undefined, check: Check): readonly string[] {
  const names = questionIds(questions).flatMap((id) => check.names[id] ?? []);
  return [...new Set(names.map((name) => name.toLowerCase().replace(/\.$/, '')))];
}

/** The name that the check's target goes by, or its address. */
export function targetName(check: Check): string {
  return check.host ?? check.address ?? '';
}

/** First labels of host names, for expectations about some of the names of a question. */
export const firstLabels = z.array(z.string().regex(/^[a-z0-9-]{1,63}$/, { error: '#hostLabelForm' })).min(1);

export function firstLabel(name: string): string {
  return name.split('.', 1)[0]!;
}
