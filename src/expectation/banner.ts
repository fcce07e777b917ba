import * as z from 'zod';
import { answerTo, brokenFinding, finding } from './answers.ts';
import type { Expectation } from './expectation.ts';
import { excerpt, factsText, holds, textFacts } from './text-facts.ts';

const name = 'banner';

const settings = z.strictObject(textFacts).describe('What the service says by itself when a client connects');

/** The service speaks first, and says what is expected of it. */
export const banner: Expectation<z.infer<typeof settings>> = {
  name,
  settings,
  namesUsed: () => [],
  asks: () => [{ kind: 'banner' }],
  judge: (settings, _check, answers) => {
    const answer = answerTo({ kind: 'banner' }, answers);
    const expected = factsText(settings);
    if (answer?.status !== 'heard') return [brokenFinding(name, expected, answer)];
    const text = Buffer.from(answer.heard, 'base64').toString('latin1').trimEnd();
    const held = holds(settings, text);
    const actual = excerpt(text);
    const code = held ? 'bannerHeld' : 'bannerOther';
    return [finding(name, held ? 'pass' : 'fail', { expected, actual }, code, { actual, wanted: expected })];
  },
};
