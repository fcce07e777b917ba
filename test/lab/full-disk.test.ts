import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

const program = join(process.cwd(), 'dist', 'cli', 'main.js');
const addresses = Array.from({ length: 8 }, (_, i) => `127.0.94.${i + 1}`);

let scratch: string;
let disk: string;
let refuge: string;
let site: string;
let listener: Server;

/** A disk of its own, of 256 KiB. */
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'portwitness-disk-'));
  [disk, refuge] = [join(scratch, 'disk'), join(scratch, 'tmp')];
  for (const folder of [disk, refuge]) mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]);
  listener = createServer((socket) => socket.on('error', () => socket.destroy()).destroySoon());
  await new Promise<void>((resolve) => {
    listener.listen({ host: '0.0.0.0', port: 0 }, resolve);
  });
  site = join(scratch, 'site.yaml');
  writeFileSync(join(scratch, 'profile.yaml'), profileText((listener.address() as AddressInfo).port));
  writeFileSync(site, siteText);
});

afterAll(async () => {
  await new Promise((resolve) => listener.close(resolve));
  execFileSync('umount', [disk]);
  rmSync(scratch, { recursive: true });
});

afterEach(() => {
  for (const name of readdirSync(disk)) rmSync(join(disk, name), { recursive: true });
});

describe('a disk that is full', () => {
  test('from the beginning: nothing is sent, and the same folder does once there is space', async () => {
    const filler = fill();
    const out = join(disk, 'early');
    const refused = await audited(out);
    expect(refused).toEqual({
      status: 3,
      stdout: '',
      stderr: `portwitness: No space is left to write ${disk}.\n`,
    });
    rmSync(filler);
    expect((await audited(out)).status).toBe(0);
    expect(run('verify', out).status).toBe(0);
  });

  test('in mid-run: the report is shown, and the whole run is kept elsewhere', async () => {
    const out = join(disk, 'middle');
    const under = audited(out);
    await hasBegun(out);
    const filler = fill();
    const { status, stdout, stderr } = await under;
    rmSync(filler);
    expect(status).toBe(3);
    expect(stdout).toContain('COMPLIANT');
    const [full, rescued] = stderr.trimEnd().split('\n');
    expect(full).toBe(`portwitness: No space is left to write ${out}.`);
    const kept = /the run is kept in (\S+) instead/.exec(rescued!)![1]!;
    expect(kept.startsWith(refuge)).toBe(true);
    expect(run('verify', kept).stdout).toContain(': intact: ');
    expect(run('judge', kept).status).toBe(0);
    // what stands on the full disk can be read, and gone on with
    expect(run('judge', out).status).toBe(3);
    expect((await audited(out, '--resume', out)).status).toBe(0);
    expect(run('verify', out).stdout).toContain(': intact: ');
  });

  test('for a while: nothing is missing in the end', async () => {
    const out = join(disk, 'while');
    const under = audited(out);
    await hasBegun(out);
    const filler = fill();
    await sleep(600);
    rmSync(filler);
    expect(await under).toMatchObject({ status: 0, stderr: '' });
    expect(run('verify', out).stdout).toContain(': intact: ');
  });
});

/** Takes all the space that is left. */
function fill(): string {
  const filler = join(disk, 'filler');
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(filler, Buffer.alloc(bavail * bsize));
  return filler;
}

async function hasBegun(out: string): Promise<void> {
  for (let tries = 0; tries < 3000 && !existsSync(join(out, 'observations.jsonl')); tries++) await sleep(10);
  await sleep(200);
}

function audited(out: string, ...args: string[]) {
  const own = args.length > 0 ? args : [site, '--sweeper', 'connect', '--out', out];
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = spawn(process.execPath, [program, 'audit', ...own], {
      env: { ...process.env, TMPDIR: refuge },
      timeout: 60_000,
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

function run(...args: string[]) {
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', timeout: 30_000 });
}

function profileText(port: number): string {
  return `
id: test/disk
version: 1.0.0
title: { en: Disk, es: Disco }
documents: { doc: { title: A document } }
roles:
  here: { title: { en: Here, es: Aquí } }
  there: { title: { en: There, es: Allí } }
flows:
  - id: service
    title: { en: The service, es: El servicio }
    from: here
    to: there
    port: ${port}/tcp
    need: required
    why: { en: It is needed., es: Hace falta. }
    cite: { document: doc, table: ports, row: 1 }
  - id: other
    title: { en: Another service, es: Otro servicio }
    from: here
    to: there
    port: 9/tcp
    need: optional
    why: { en: It may be., es: Puede ser. }
    cite: { document: doc, table: ports, row: 2 }
`;
}

/** Slow enough that it goes on while the disk is filled. */
const siteText = `
site: disk
profiles: [{ use: ./profile.yaml }]
roles: { there: [${addresses.join(', ')}] }
vantages: { local: { standsFor: here, source: 127.0.0.1 } }
scope: [127.0.94.0/24]
pace: { attemptGapMs: 200, timeoutMs: 300, rate: 12, perHost: 12 }
`;
