import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { fakeWorld } from '../cli/fake-world.ts';
import { onePortProfile, onePortSite } from '../cli/one-port.ts';
import { openAuthority, openssl, openTimeStampAuthority } from './authorities.ts';

let scratch: string;
let site: string;
let authority: ReturnType<typeof openAuthority>;
let stranger: ReturnType<typeof openAuthority>;
let stamps: { readonly ca: string; readonly answer: (query: Buffer) => Buffer };
let server: Server;
let tsa: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'sealing-'));
  writeFileSync(join(scratch, 'profile.yaml'), onePortProfile);
  site = at('site.yaml');
  // a port that is shut: the audit ends in a moment
  writeFileSync(site, onePortSite(9));
  authority = openAuthority(scratch, 'authority');
  stranger = openAuthority(scratch, 'stranger');
  stamps = openTimeStampAuthority(scratch, openAuthority(scratch, 'clockwork'));
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => response.end(stamps.answer(Buffer.concat(chunks))));
  });
  await new Promise<void>((resolve) => {
    server.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
  tsa = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(scratch, { recursive: true });
});

function at(...parts: readonly string[]): string {
  return join(scratch, ...parts);
}

async function run(args: readonly string[], env: Record<string, string> = {}) {
  const { world, written } = fakeWorld(args, { cwd: scratch, now: () => new Date(), env });
  return { status: await runCommandLine(world), ...written };
}

/** One folder of runs for each run: none follows another. */
async function audited(name: string, args: readonly string[], env: Record<string, string> = {}) {
  const out = at(name, 'run');
  const ended = await run(['audit', site, '--out', out, ...args], env);
  expect({ name, status: ended.status, stderr: ended.stderr }).toEqual({ name, status: 1, stderr: '' });
  return out;
}

function opensslVerifies(out: string, ca: string): void {
  const [manifest, signature] = ['manifest.json', 'manifest.json.p7s'].map((name) => join(out, name));
  openssl(scratch, [
    'cms',
    '-verify',
    '-binary',
    '-inform',
    'DER',
    '-in',
    signature!,
    '-content',
    manifest!,
    '-CAfile',
    ca,
    '-purpose',
    'any',
    '-out',
    '/dev/null',
  ]);
}

describe('a signature', () => {
  test.each(['rsa', 'ec'] as const)(
    'with a key of %s, PEM, is accepted by OpenSSL and by verify',
    async (kind) => {
      const { pem } = authority.issue(`signer-${kind}`, kind);
      const out = await audited(`pem-${kind}`, ['--key', pem]);
      opensslVerifies(out, authority.ca);
      expect(await run(['verify', out, '--ca', authority.ca])).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(`intact: .*signed by CN=signer-${kind}, O=Test\n`) as unknown,
      });
    },
  );

  test.each(['rsa', 'ec'] as const)('with a key of %s, PKCS#12 with a passphrase', async (kind) => {
    const { key, certificate } = authority.issue(`store-${kind}`, kind);
    const store = at(`store-${kind}.p12`);
    openssl(scratch, [
      'pkcs12',
      '-export',
      '-inkey',
      key,
      '-in',
      certificate,
      '-out',
      store,
      '-passout',
      'pass:geheim',
      '-certfile',
      authority.ca,
    ]);
    const out = await audited(`p12-${kind}`, ['--key', store], { PORTWITNESS_KEY_PASSPHRASE: 'geheim' });
    opensslVerifies(out, authority.ca);
    expect((await run(['verify', out, '--ca', authority.ca])).status).toBe(0);
    for (const [env, sentence] of [
      [{}, 'is locked'],
      [{ PORTWITNESS_KEY_PASSPHRASE: 'wrong' }, 'is not opened'],
    ] as const) {
      const refused = await run(['audit', site, '--out', at('never'), '--key', store], env);
      expect(refused).toMatchObject({ status: 2, stdout: '' });
      expect(refused.stderr).toContain(sentence);
    }
  });

  test('with a locked PEM key', async () => {
    const { key, certificate } = authority.issue('locked', 'ec');
    const locked = openssl(scratch, ['pkcs8', '-topk8', '-in', key, '-passout', 'pass:geheim']);
    writeFileSync(at('locked.pem'), locked + readFileSync(certificate, 'latin1'));
    const out = await audited('locked', ['--key', at('locked.pem')], {
      PORTWITNESS_KEY_PASSPHRASE: 'geheim',
    });
    opensslVerifies(out, authority.ca);
    expect((await run(['audit', site, '--out', at('never'), '--key', at('locked.pem')])).stderr).toContain(
      'is locked',
    );
  });

  test('of somebody whom --ca does not vouch for is foreign', async () => {
    const out = await audited('foreign', ['--key', stranger.issue('stranger', 'ec').pem]);
    expect((await run(['verify', out])).status).toBe(0);
    const { status, stdout } = await run(['verify', out, '--ca', authority.ca]);
    expect(status).toBe(1);
    expect(stdout).toContain('the signature is foreign');
  });

  test('with a certificate that has ended is named so, and so is one that ended since', async () => {
    const out = await audited('expired', ['--key', authority.issue('expired', 'ec', { days: '-1' }).pem]);
    const { status, stdout } = await run(['verify', out, '--ca', authority.ca]);
    expect(status).toBe(1);
    expect(stdout).toContain('signed with an expired certificate');

    const later = await audited('since', ['--key', authority.issue('since', 'ec', { days: '1' }).pem]);
    const { world, written } = fakeWorld(['verify', later, '--ca', authority.ca], {
      now: () => new Date(Date.now() + 3 * 86_400_000),
    });
    expect(await runCommandLine(world)).toBe(3);
    expect(written.stdout).toContain('without a time stamp nobody can say');
  });

  test('that was taken away, is of another run, or was made with another key, is named so', async () => {
    const { pem } = authority.issue('honest', 'ec');
    const out = await audited('stripped', ['--key', pem]);
    const other = await audited('other', ['--key', pem]);
    const signature = join(out, 'manifest.json.p7s');
    const own = readFileSync(signature);
    writeFileSync(signature, readFileSync(join(other, 'manifest.json.p7s')));
    await expectAltered(out, 'the signature is forged');
    const forger = authority.issue('forger', 'ec');
    openssl(scratch, [
      'cms',
      '-sign',
      '-binary',
      '-in',
      join(out, 'manifest.json'),
      '-outform',
      'DER',
      '-out',
      signature,
      '-signer',
      forger.certificate,
      '-inkey',
      forger.key,
      '-md',
      'sha256',
    ]);
    await expectAltered(out, "the signature is CN=forger, O=Test's");
    rmSync(signature);
    await expectAltered(out, ': ALTERED: the signature of CN=honest, O=Test was removed\n');
    writeFileSync(signature, own);
    expect((await run(['verify', out, '--ca', authority.ca])).status).toBe(0);
  });

  test('is never there in a run that nobody signed: with --ca, that can not be decided', async () => {
    const out = await audited('unsigned', []);
    expect((await run(['verify', out])).status).toBe(0);
    expect((await run(['verify', out, '--ca', authority.ca])).status).toBe(3);
  });

  test('is not made with a key that does not do', async () => {
    openssl(scratch, ['genpkey', '-algorithm', 'ed25519', '-out', at('ed25519.pem')]);
    const { key } = authority.issue('bare', 'ec');
    for (const [file, sentence] of [
      [at('ed25519.pem'), 'the kind ed25519'],
      [key, 'no certificate of its key'],
      [site, 'no key that can be read'],
      [at('none.pem'), 'none.pem'],
    ] as const) {
      const refused = await run(['audit', site, '--out', at('never'), '--key', file]);
      expect(refused).toMatchObject({ status: 2, stdout: '' });
      expect(refused.stderr).toContain(sentence);
    }
  });
});

describe('a time stamp', () => {
  test('of a signed run, and of one that nobody signed, is accepted by OpenSSL and by verify', async () => {
    const ca = at('both.pem');
    writeFileSync(ca, [authority.ca, stamps.ca].map((file) => readFileSync(file, 'latin1')).join(''));
    for (const [name, args, stamped] of [
      ['stamped-signed', ['--key', authority.issue('stamped', 'ec').pem], 'manifest.json.p7s'],
      ['stamped', [], 'manifest.json'],
    ] as const) {
      const out = await audited(name, [...args, '--tsa', tsa]);
      openssl(scratch, [
        'ts',
        '-verify',
        '-data',
        join(out, stamped),
        '-in',
        join(out, `${stamped}.tsr`),
        '-CAfile',
        stamps.ca,
      ]);
      const { status, stdout } = await run(['verify', out, ...(args.length > 0 ? ['--ca', ca] : [])]);
      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: expect.stringMatching(/stamped at 20.*Z by CN=stamps, O=Test\n/) as unknown,
      });
    }
  });

  test('keeps a signature whose certificate ended since', async () => {
    const ca = at('both.pem');
    const out = await audited('outlived', [
      '--key',
      authority.issue('outlived', 'ec', { days: '1' }).pem,
      '--tsa',
      tsa,
    ]);
    const { world } = fakeWorld(['verify', out, '--ca', ca], {
      now: () => new Date(Date.now() + 3 * 86_400_000),
    });
    expect(await runCommandLine(world)).toBe(0);
  });

  test('that was taken away, is of another run, or foreign, is named so', async () => {
    const out = await audited('unstamped', ['--tsa', tsa]);
    const other = await audited('stamped-other', ['--tsa', tsa]);
    const token = join(out, 'manifest.json.tsr');
    const own = readFileSync(token);
    writeFileSync(token, readFileSync(join(other, 'manifest.json.tsr')));
    await expectAltered(out, 'is of something else');
    rmSync(token);
    await expectAltered(out, 'was removed');
    writeFileSync(token, own);
    const { status, stdout } = await run(['verify', out, '--ca', authority.ca]);
    expect(status).toBe(1);
    expect(stdout).toContain('is foreign');
  });

  test.each([
    ['an authority that is not there', 'http://127.0.0.1:1/tsa', 'ECONNREFUSED'],
    ['one that refuses', 'REFUSES', 'refused'],
  ])('%s: the run is kept without, and says so', async (_, address, problem) => {
    const honest = stamps;
    // RFC 3161 section 2.4.2: status 2, rejection
    if (address === 'REFUSES') stamps = { ...honest, answer: () => Buffer.from('30053003020102', 'hex') };
    const out = at(problem, 'run');
    const ended = await run(['audit', site, '--out', out, '--tsa', address === 'REFUSES' ? tsa : address]);
    stamps = honest;
    expect(ended.status).toBe(3);
    expect(ended.stderr).toContain(`gave none (${problem})`);
    expect((await run(['verify', out])).status).toBe(0);
  });
});

async function expectAltered(out: string, sentence: string): Promise<void> {
  const { status, stdout } = await run(['verify', out]);
  expect({ status, lines: stdout.trimEnd().split('\n').length }).toEqual({ status: 1, lines: 1 });
  expect(stdout).toContain(sentence);
}
