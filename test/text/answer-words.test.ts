import { expect, test } from '@jest/globals';
import { answerList, answerWords } from '../../src/text/answer-words.ts';

test('a code has its words in each language', () => {
  expect(answerWords('source-missing', 'en')).toBe("this machine lacks the vantage's source address");
  expect(answerWords('EMFILE', 'es')).toMatch(/descriptores/);
  expect(answerList(['no-route', 'own-firewall'], 'es')).toMatch(/ruta.*, .*firewall/);
});

test.each(['EWHATEVER', 'constructor', '__proto__', ''])(
  'a code without words speaks for itself: %p',
  (code) => {
    expect(answerWords(code, 'en')).toBe(code);
  },
);
