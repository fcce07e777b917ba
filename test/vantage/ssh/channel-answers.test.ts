import { expect, test } from '@jest/globals';
import { answerOfFailure } from '../../../src/vantage/ssh/channel-answers.ts';
import { answerWords } from '../../../src/text/answer-words.ts';

/** Reason, text; what it says over IPv4 and IPv6 at a Unix server, and at Windows'. */
const rows: readonly (readonly [number | undefined, string, string, string, string])[] = [
  [2, 'Connection refused', 'refused', 'refused', 'refused'],
  [2, 'Connection timed out', 'silent', 'silent', 'silent'],
  [2, 'Operation timed out', 'silent', 'silent', 'silent'],
  [2, 'No route to host', 'rejected', 'rejected', 'rejected'],
  // Windows' own routing table speaks with the same words.
  [2, 'Host is unreachable', 'rejected', 'rejected', 'unknown'],
  [2, 'Network unreachable', 'rejected', 'rejected', 'unknown'],
  [2, 'Network is unreachable', 'rejected', 'rejected', 'rejected'],
  [2, 'Permission denied', 'unknown', 'rejected', 'unknown'],
  [2, 'open failed', 'unknown', 'unknown', 'unknown'],
  [2, 'Name or service not known', 'unknown', 'unknown', 'unknown'],
  [2, 'connection refused', 'unknown', 'unknown', 'unknown'],
  [2, '', 'unknown', 'unknown', 'unknown'],
  [1, 'Connection refused', 'unknown', 'unknown', 'unknown'],
  [1, 'open failed', 'unknown', 'unknown', 'unknown'],
  [3, 'Connection refused', 'unknown', 'unknown', 'unknown'],
  [4, 'Connection refused', 'unknown', 'unknown', 'unknown'],
  [undefined, 'Connection refused', 'unknown', 'unknown', 'unknown'],
];

test.each(rows)('reason %s, “%s”', (reason, text, ipv4, ipv6, windows) => {
  const failure = { reason, text };
  const [four, six, theirs] = [
    answerOfFailure(failure, 4, false),
    answerOfFailure(failure, 6, false),
    answerOfFailure(failure, 4, true),
  ];
  expect([four.state, six.state, theirs.state]).toEqual([ipv4, ipv6, windows]);
  for (const { state, code } of [four, six, theirs]) {
    if (state === 'unknown') expect(answerWords(code, 'es')).not.toBe(code);
    if (state === 'rejected') expect(answerWords(code, 'en')).not.toBe(code);
  }
});
