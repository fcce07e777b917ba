import * as z from 'zod';
import type { ConversationObservation } from '../model/observation.ts';
import type { Check } from '../model/plan.ts';
import type { Finding } from '../model/verdict.ts';
import { answerTo, finding } from './answers.ts';
import { coverageOf } from './certificate-names.ts';
import type { Expectation } from './expectation.ts';
import { firstLabel, firstLabels, nameQuestions, namesOf, questionIds } from './host-names.ts';
import { unservedFinding } from './tls-answers.ts';
import { tlsRequest } from './tls-request.ts';

const name = 'tls.condition';

const settings = z
  .strictObject({
    names: nameQuestions,
    labels: firstLabels.optional().describe('Only of names whose first label is one of these: lyncdiscover'),
    unless: z.string().min(1).describe('The condition under which these names may be missing'),
    cite: z
      .array(z.string().min(1))
      .min(1)
      .describe('Where the documents say so: document, table, row or passage'),
  })
  .describe('Names that the certificate must cover unless a condition of the profile holds');

type Settings = z.infer<typeof settings>;

/**
 * The certificate itself answers a condition of the profile: where it covers the names, the way round that the
 * condition stands for is not needed; where it lacks them, the site can't do without.
 */
export const tlsCondition: Expectation<Settings> = {
  name,
  settings,
  namesUsed: ({ names }) => questionIds(names),
  conditionsUsed: ({ unless }) => [unless],
  asks: (settings, check) => labelled(settings, check).map((asked) => tlsRequest(check, asked)),
  judge: (settings, check, answers) => {
    const names = labelled(settings, check);
    return names.length === 0 ? [] : judgeNames(settings, names, check, answers);
  },
};

function labelled({ names, labels }: Settings, check: Check): readonly string[] {
  return namesOf(names, check).filter((asked) => labels === undefined || labels.includes(firstLabel(asked)));
}

function judgeNames(
  { unless, cite }: Settings,
  names: readonly string[],
  check: Check,
  answers: readonly ConversationObservation[],
): Finding[] {
  const on = check.conditions[unless] === true;
  const missing: string[] = [];
  for (const asked of names) {
    const answer = answerTo(tlsRequest(check, asked), answers);
    if (answer?.status !== 'served') {
      // With the way round in use nobody needs these names here, nor a handshake that asks for them.
      if (on) missing.push(asked);
      else return [unservedFinding(name, asked, asked, answer)];
    } else {
      const leaf = answer.chain[0];
      if (leaf === undefined || !leaf.readable || coverageOf(asked, leaf) !== 'covered') missing.push(asked);
    }
  }
  const values = { names: missing.length > 0 ? missing : [...names], condition: unless, cites: cite };
  const texts = {
    expected: names.join(', '),
    actual: names.filter((asked) => !missing.includes(asked)).join(', '),
  };
  const tell = (verdict: Finding['verdict'], code: string): Finding[] => [
    finding(name, verdict, texts, code, values),
  ];
  if (missing.length === 0) return tell('pass', on ? 'tlsConditionSpare' : 'tlsConditionRightlyOff');
  return on ? tell('pass', 'tlsConditionNeeded') : tell('fail', 'tlsConditionWronglyOff');
}
