import { afterAll, describe, expect, test } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { openLogin } from '../../../src/vantage/ssh/login.ts';

const folder = mkdtempSync(join(tmpdir(), 'portwitness-login-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { generateKeyPairSync } = ssh2.utils;
const locked = { passphrase: 'open sesame', cipher: 'aes256-ctr', rounds: 4 };

function file(name: string, text: string, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

const silence = () => Promise.resolve(undefined);

async function login(keyFile: string, passphraseOf: (file: string) => Promise<string | undefined> = silence) {
  return openLogin({ keyFile, passphraseOf }, ssh2, true);
}

async function codeOf(keyFile: string): Promise<string> {
  const opened = await login(keyFile);
  return 'failed' in opened ? opened.failed.code : opened.kind;
}

describe('a key', () => {
  test.each([
    ['ed25519', generateKeyPairSync('ed25519')],
    ['ecdsa', generateKeyPairSync('ecdsa', { bits: 384 })],
    ['rsa', generateKeyPairSync('rsa', { bits: 2048 })],
  ])('%s', async (name, pair) => {
    expect(await login(file(name, pair.private))).toMatchObject({ kind: 'key' });
  });

  test('with a passphrase asks for it, and only then', async () => {
    const asked: string[] = [];
    const tell = (answer: string | undefined) => (path: string) => {
      asked.push(path);
      return Promise.resolve(answer);
    };
    const path = file('locked', generateKeyPairSync('ed25519', locked).private);
    expect(await login(path, tell('open sesame'))).toMatchObject({ kind: 'key' });
    expect(await login(path, tell('wrong'))).toMatchObject({ failed: { code: 'sshPassphraseWrong' } });
    expect(await login(path, tell(undefined))).toMatchObject({ failed: { code: 'sshPassphraseMissing' } });
    expect(asked).toEqual([path, path, path]);
    await login(file('plain', generateKeyPairSync('ed25519').private), tell('x'));
    expect(asked).toHaveLength(3);
  });

  test('that others can read, that is missing, that is none', async () => {
    const pair = generateKeyPairSync('ed25519');
    expect(await codeOf(file('open', pair.private, 0o644))).toBe('sshKeyTooOpen');
    expect(await codeOf(join(folder, 'nowhere'))).toBe('sshKeyMissing');
    expect(await codeOf(folder)).toMatch(/^sshKey(TooOpen|Missing)$/);
    expect(await codeOf(file('public', pair.public))).toBe('sshKeyUnreadable');
    expect(await codeOf(file('text', 'hello'))).toBe('sshKeyUnreadable');
  });
});

test('without a key there is the agent, or nothing', async () => {
  const passphraseOf = silence;
  expect(await openLogin({ agent: '/run/agent', passphraseOf }, ssh2, true)).toEqual({
    kind: 'agent',
    socket: '/run/agent',
  });
  expect(await openLogin({ passphraseOf }, ssh2, true)).toMatchObject({ failed: { code: 'sshNoKey' } });
});
