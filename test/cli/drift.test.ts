import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { fakeWorld } from './fake-world.ts';
import { onePortProfile, onePortSite } from './one-port.ts';

// whole audits, on machines that do other things too
jest.setTimeout(30_000);

let scratch: string;
let site: string;
let listener: Server;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'drift-'));
  listener = createServer((socket) => socket.on('error', () => socket.destroy()).destroySoon());
  await new Promise<void>((resolve) => {
    listener.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
  await writeFile(join(scratch, 'profile.yaml'), onePortProfile);
  site = join(scratch, 'site.yaml');
  await writeFile(site, onePortSite((listener.address() as AddressInfo).port));
});

afterAll(() => rm(scratch, { recursive: true }));

function at(name: string): string {
  return join(scratch, name);
}

async function run(...args: string[]) {
  const { world, written } = fakeWorld(args, { cwd: scratch, now: () => new Date() });
  return { status: await runCommandLine(world), ...written };
}

describe('diff and audit --against', () => {
  test('tell a port that was shut between two nights, and by the status that something changed', async () => {
    expect((await run('audit', site, '--out', at('first'))).status).toBe(0);
    const same = await run('audit', site, '--out', at('same'), '--against', at('first'));
    expect(same).toMatchObject({ status: 0, stderr: '' });
    expect(same.stdout).toContain('\nNothing changed from ');
    expect((await run('diff', at('first'), at('same'))).status).toBe(0);

    await new Promise((resolve) => listener.close(resolve));
    const shut = ['audit', site, '--out', at('shut'), '--against', at('same'), '--format', 'json'];
    const ended = await run(...shut);
    // the report alone stands where a program reads it
    expect(JSON.parse(ended.stdout)).toHaveProperty('schema', 'portwitness/report/1');
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('Newly shut (1)');
    const drift = JSON.parse(await readFile(join(at('shut'), 'drift.json'), 'utf8')) as object;
    expect(drift).toMatchObject({ changed: true, changes: [{ kind: 'shut' }, { kind: 'standing' }] });
    expect((await run('verify', at('shut'))).stdout).toContain('intact');

    const { status, stdout } = await run('diff', at('first'), at('shut'), '--lang', 'es');
    expect(status).toBe(1);
    expect(stdout).toContain('estaba abierto y ya no lo está');
    const markdown = await run('diff', at('first'), at('shut'), '--format', 'markdown');
    expect(markdown.stdout).toMatch(/^# Changes from [^]*^## Newly shut$/m);
    const json = await run('diff', at('first'), at('shut'), '--format', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({ schema: 'portwitness/drift/1', changed: true });
  });

  test('a run that is none, and a format that is none: status 2', async () => {
    expect(await run('diff', at('first'), at('nowhere'))).toMatchObject({ status: 2, stdout: '' });
    expect((await run('audit', site, '--against', at('nowhere'))).status).toBe(2);
    const { status, stderr } = await run('diff', at('first'), at('shut'), '--format', 'pdf');
    expect(status).toBe(2);
    expect(stderr).toContain('table, json, markdown');
  });
});
