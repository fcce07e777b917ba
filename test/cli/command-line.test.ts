import { describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { fakeWorld } from './fake-world.ts';

async function run(args: readonly string[], env: Record<string, string> = {}) {
  const { world, written } = fakeWorld(args, { env });
  const status = await runCommandLine(world);
  return { status, ...written };
}

describe('the command line', () => {
  test.each([
    [['complet'], 'There is no command "complet". Did you mean "completion"?'],
    [['frobnicate'], 'There is no command "frobnicate".'],
    [['completion', 'foo'], 'SHELL: "foo" is none of bash, zsh, fish.'],
    [['completion', 'bsh'], 'SHELL: "bsh" is none of bash, zsh, fish. Did you mean "bash"?'],
    [['completion', 'bash', 'zsh'], '"zsh" is one argument too many.'],
    [['completion', '--lagn', 'en'], 'There is no option --lagn here. Did you mean --lang?'],
    [['completion', '--lang', 'fr'], '--lang: "fr" is none of en, es.'],
    [['completion', '--lang', 'en', '--lang', 'es'], '--lang is given more than once; it takes one value.'],
    [['completion', '--lang='], '--lang needs a value.'],
    [['completion', '--lang'], '--lang needs a value.'],
    [['completion', '--no-color=maybe'], '--no-color takes no value: write it alone, or leave it out.'],
    [['completion', '--__proto__=x'], 'There is no option --___proto___ here.'],
  ])('%j ends with status 2 and says why', async (args, sentence) => {
    const { status, stdout, stderr } = await run(args, { LANG: 'C' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toBe(`portwitness: ${sentence}`);
  });

  test('everything that is wrong is told at once, in the language asked for', async () => {
    const { status, stderr } = await run(['completion', 'bsh', 'more', '--lang', 'es', '--nocolor']);
    expect(status).toBe(2);
    expect(stderr).toBe(
      [
        'portwitness: «more» es un argumento de más.',
        'portwitness: SHELL: «bsh» no es ninguno de estos valores: bash, zsh, fish. ¿Quería decir «bash»?',
        'portwitness: La opción --nocolor no existe aquí. ¿Quería decir --no-color?',
        'No se ha enviado nada. La ayuda: portwitness --help, o --help detrás de un comando.\n',
      ].join('\n'),
    );
  });

  test.each([
    [{ LC_ALL: 'es_ES.UTF-8', LANG: 'en_US.UTF-8' }, 'Uso:'],
    [{ LC_ALL: '', LC_MESSAGES: 'es', LANG: 'en_US.UTF-8' }, 'Uso:'],
    [{ LANG: 'est_EE' }, 'Usage:'],
    [{}, 'Usage:'],
  ])('the locale %j chooses the language', async (env, word) => {
    const { status, stdout } = await run(['--help'], env);
    expect(status).toBe(0);
    expect(stdout).toContain(word);
  });

  test('without a command the help goes to stderr, and nothing to stdout', async () => {
    const { status, stdout, stderr } = await run([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('Usage: portwitness COMMAND');
  });

  test('-h is --help, before and after a command', async () => {
    expect((await run(['-h'])).stdout).toContain('Usage: portwitness COMMAND');
    expect((await run(['completion', '-h'])).stdout).toContain('Usage: portwitness completion');
    expect((await run(['completion', '-x'])).stderr).toContain('There is no option -x here.');
  });

  test('--version works before and after a command', async () => {
    expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await run(['completion', '--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
