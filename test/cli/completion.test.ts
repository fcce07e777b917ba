import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { completionScripts } from '../../src/cli/completion-scripts.ts';

const commands = [
  {
    name: 'audit',
    options: [
      { name: '--format', takesValue: true, words: ['json', 'table'] },
      { name: '--out', takesValue: true, words: [] },
      { name: '--quiet', takesValue: false, words: [] },
    ],
    operandWords: [],
  },
  { name: 'profile list', options: [], operandWords: [] },
  {
    name: 'profile show',
    options: [{ name: '--lang', takesValue: true, words: ['en', 'es'] }],
    operandWords: ['one', 'two'],
  },
];

/** What bash itself offers after these words; the last one is being typed. */
function offers(...words: string[]): string[] {
  const script = `${completionScripts.bash(commands)}
    COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
    _portwitness; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' }).trim().split('\n');
}

describe('completion in bash', () => {
  test.each([
    [
      ['portwitness', ''],
      ['audit', 'profile', '--help', '--version'],
    ],
    [['portwitness', 'pro'], ['profile']],
    [
      ['portwitness', 'profile', ''],
      ['list', 'show'],
    ],
    [
      ['portwitness', 'audit', '--'],
      ['--format', '--out', '--quiet'],
    ],
    [
      ['portwitness', 'audit', 'site.yaml', '--format', ''],
      ['json', 'table'],
    ],
    [['portwitness', 'audit', '--out', ''], ['']],
    [['portwitness', 'profile', 'show', 't'], ['two']],
    [
      ['portwitness', 'profile', 'show', '--lang', 'e'],
      ['en', 'es'],
    ],
  ])('%j', (words, expected) => {
    expect(offers(...words)).toEqual(expected);
  });
});
