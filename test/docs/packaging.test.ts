import { readdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { fakeWorld } from '../cli/fake-world.ts';

const folder = 'packaging/systemd';
const services = readdirSync(folder).filter((name) => name.endsWith('.service'));
const cronLine = readFileSync('packaging/cron/portwitness', 'utf8')
  .split('\n')
  .find((line) => /^\d/.test(line))!;

/** What cron gives to the shell: from the sixth field on (and a user before it), `\%` being a plain percent sign. */
const cronCommand = cronLine
  .split(/\s+/)
  .slice(6)
  .join(' ')
  .replaceAll(String.raw`\%`, '%');

/** Runs what stands after the program's name as far as its first mistake: the site's file is not there. */
async function mistakesOf(args: readonly string[]): Promise<string> {
  const { world, written } = fakeWorld(args, { cwd: '/nonexistent', env: { XDG_RUNTIME_DIR: tmpdir() } });
  const status = await runCommandLine(world);
  expect(status).toBe(2);
  return written.stderr;
}

describe('what systemd and cron start', () => {
  test.each(services)('%s: every option exists', async (name) => {
    const unit = readFileSync(join(folder, name), 'utf8').replaceAll('\\\n', ' ');
    const [program, ...args] = /^ExecStart=(.*)$/m
      .exec(unit)![1]!
      .replaceAll('%i', 'contoso')
      .trim()
      .split(/\s+/);
    expect(program).toBe('/usr/bin/portwitness');
    expect(await mistakesOf(args)).toMatch(
      /^\/etc\/portwitness\/(contoso|schedule|worker)\.yaml: There is no such file\.\n$/,
    );
  });

  test('raw packets are the one privilege, and only of the variant that sends them', () => {
    for (const name of services) {
      const unit = readFileSync(join(folder, name), 'utf8');
      const capabilities = [...unit.matchAll(/^(AmbientCapabilities|CapabilityBoundingSet)=(.*)$/gm)];
      const raw = name.includes('-raw@');
      expect(capabilities.map(([line]) => line)).toEqual(
        raw
          ? ['AmbientCapabilities=CAP_NET_RAW', 'CapabilityBoundingSet=CAP_NET_RAW']
          : ['CapabilityBoundingSet='],
      );
      if (!/-(schedule|worker)/.test(name)) expect(unit).toContain(`--sweeper ${raw ? 'syn' : 'connect'}`);
      expect(unit).toMatch(/^NoNewPrivileges=yes$/m);
    }
  });

  test("cron's line: every option exists, and its end is told with its status", async () => {
    const options = cronCommand.split(' || ')[0]!.split(' ').slice(1);
    const withoutWait = options.filter((_, i) => options[i] !== '--jitter' && options[i - 1] !== '--jitter');
    expect(await mistakesOf(withoutWait)).toContain('There is no such file.');

    const scratch = mkdtempSync(join(tmpdir(), 'cron-'));
    try {
      const stub = (name: string, text: string) => {
        writeFileSync(join(scratch, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
        return join(scratch, name);
      };
      const program = stub('portwitness', `echo "$@" > ${scratch}/args; exit 3`);
      stub('logger', `echo "$@"`);
      const line = cronCommand.replace('/usr/bin/portwitness', program);
      const { stdout } = spawnSync('/bin/sh', ['-c', line], {
        encoding: 'utf8',
        env: { PATH: `${scratch}:/usr/bin:/bin` },
      });
      expect(stdout).toBe('-t portwitness contoso: audit ended with status 3\n');
      expect(readFileSync(join(scratch, 'args'), 'utf8').trim()).toBe(options.join(' '));
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });
});
