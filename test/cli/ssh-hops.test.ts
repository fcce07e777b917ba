import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import ssh2 from 'ssh2';
import { askPassphrase } from '../../src/cli/ask-passphrase.ts';
import { openSession } from '../../src/cli/session.ts';
import { openHops } from '../../src/cli/ssh-hops.ts';
import type { World } from '../../src/cli/world.ts';
import type { VantageSettings } from '../../src/model/site.ts';

const folder = mkdtempSync(join(tmpdir(), 'portwitness-hops-'));
afterAll(() => rmSync(folder, { recursive: true }));

function worldOf(
  env: World['env'],
  isTTY = false,
): World & { readonly typed: PassThrough; readonly shown: () => string } {
  const typed = new PassThrough();
  const stderr = new PassThrough();
  let shown = '';
  stderr.on('data', (piece: Buffer) => (shown += piece.toString()));
  return {
    args: [],
    env,
    cwd: '/',
    stdin: Object.assign(typed, { isTTY }),
    stdout: new PassThrough(),
    stderr: Object.assign(stderr, { isTTY }),
    interrupted: new AbortController().signal,
    now: () => new Date(0),
    invokedAs: 'portwitness',
    typed,
    shown: () => shown,
  };
}

const sessionOf = (world: World) => openSession(world, 'en', true);

const hostKey = `SHA256:${'A'.repeat(43)}`;
const settings: VantageSettings = {
  standsFor: ['inside'],
  source: [],
  via: 'ssh://ops@dmz.test:2222',
  hostKey,
};

describe('the way to a vantage', () => {
  test('leads through its jump hosts, with keys beside the site file', async () => {
    writeFileSync(join(folder, 'key'), ssh2.utils.generateKeyPairSync('ed25519').private, { mode: 0o600 });
    const hopsOf = openHops(join(folder, 'site.yaml'), sessionOf(worldOf({})));
    const jump = [{ via: 'ssh://bastion.test', hostKey }];
    expect(await hopsOf({ ...settings, key: 'key', jump })).toMatchObject([
      { host: 'bastion.test', port: 22, user: userInfo().username, hostKey, login: { kind: 'key' } },
      { host: 'dmz.test', port: 2222, user: 'ops', hostKey, login: { file: join(folder, 'key') } },
    ]);
  });

  test('takes the agent where no key is named, and says so where there is none', async () => {
    const withAgent = openHops('site.yaml', sessionOf(worldOf({ SSH_AUTH_SOCK: '/run/agent' })));
    expect(await withAgent(settings)).toMatchObject([{ login: { kind: 'agent', socket: '/run/agent' } }]);
    const without = openHops('site.yaml', sessionOf(worldOf({})));
    expect(await without(settings)).toMatchObject({ failed: { code: 'sshNoKey' } });
  });
});

describe('a passphrase', () => {
  test('comes from the environment', async () => {
    const world = worldOf({ PORTWITNESS_SSH_PASSPHRASE: 'open sesame' }, true);
    expect(await askPassphrase(sessionOf(world))('key')).toBe('open sesame');
    expect(world.shown()).toBe('');
  });

  test('is nobody’s to give where no one sits at a terminal', async () => {
    expect(await askPassphrase(sessionOf(worldOf({})))('key')).toBeUndefined();
  });

  test('is asked for on a terminal, and not shown', async () => {
    const world = worldOf({}, true);
    const answer = askPassphrase(sessionOf(world))('key');
    setImmediate(() => world.typed.write('open sesame\r'));
    expect(await answer).toBe('open sesame');
    expect(world.shown()).toContain('Passphrase of key: ');
    expect(world.shown()).not.toContain('sesame');
  });

  test('is none where the person leaves', async () => {
    const world = worldOf({}, true);
    const answer = askPassphrase(sessionOf(world))('key');
    setImmediate(() => world.typed.write('\u0003'));
    expect(await answer).toBeUndefined();
  });
});
