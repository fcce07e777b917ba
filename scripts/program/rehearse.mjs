// Lets the program that was just joined start for its most usual work, and keeps its code as V8 compiled it for that:
// it then starts in half the time, with this Node on this kind of machine. Asks nobody but a server of its own on
// 127.0.0.1. PORTWITNESS_REHEARSE=no leaves it out. What can't be rehearsed here is compiled when it is wanted.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const keeper = new URL('./keep-compiled.mjs', import.meta.url);

const profile = `
id: rehearsal/service
version: 1.0.0
title: { en: Rehearsal, es: Ensayo }
documents: { own: { title: Rehearsal } }
roles:
  outside: { title: { en: Outside, es: Exterior } }
  server: { title: { en: Server, es: Servidor } }
names:
  published: { ask: { en: Published, es: Publicados } }
flows:
  - id: service
    from: outside
    to: server
    port: PORT/tcp
    need: required
    expect:
      - tls: { names: published }
      - http: { status: any }
closed:
  - { id: others, from: outside, to: server, ports: 1-64/tcp, state: closed, control: service }
`;

const site = {
  site: 'rehearsal',
  profiles: [{ use: './profile.yaml', names: { published: ['rehearsal.test'] } }],
  roles: { server: ['127.0.0.1'] },
  vantages: { here: { standsFor: ['outside'] } },
  scope: ['127.0.0.1/32'],
};

export async function rehearse(compiled, outDir) {
  if (process.env.PORTWITNESS_REHEARSE === 'no') return;
  const { issueIdentity } = await import(pathToFileURL(join(compiled, 'cli', 'demo', 'certificate.js')));
  const code = pathToFileURL(join(compiled, 'start', 'compiled-code.js'));
  const folder = mkdtempSync(join(tmpdir(), 'portwitness-rehearsal-'));
  const server = createServer(issueIdentity(['rehearsal.test'], new Date()), (_, answer) =>
    answer.end('here'),
  );
  // whatever a client leaves half done is part of the rehearsal
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const { port } = server.address();
    writeFileSync(join(folder, 'profile.yaml'), profile.replace('PORT', port));
    writeFileSync(join(folder, 'site.json'), JSON.stringify(site));
    const told = ['--format', 'json=report.json', '--format', 'html=report.html', '--format', 'table'];
    for (const argv of [
      ['audit', 'site.json', '--yes', '--out', 'run', ...told],
      ['audit', 'site.json', '--yes', '--sweeper', 'connect', '--format', 'table'],
      ['probe', `127.0.0.1:${port}`, '--tls', '--http'],
      ['plan', 'site.json'],
      ['report', 'run'],
      ['verify', 'run'],
      ['--help'],
    ]) {
      await start(join(outDir, 'cli', 'main.js'), argv, folder, code);
    }
  } catch (cause) {
    process.stderr.write(`The program was built; it starts slower than it could: ${cause.message}\n`);
  } finally {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(program, argv, cwd, code) {
  const env = {
    ...process.env,
    LANG: 'C.UTF-8',
    XDG_RUNTIME_DIR: cwd,
    NODE_OPTIONS: `--import=${keeper}`,
    REHEARSAL_CODE: String(code),
    REHEARSAL_FOLDER: cwd,
  };
  const child = spawn(process.execPath, [program, ...argv], {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (piece) => (said += piece));
  const giveUp = setTimeout(() => child.kill('SIGKILL'), 20_000);
  const [status] = await once(child, 'close');
  clearTimeout(giveUp);
  await othersEnded(cwd);
  // bad usage would rehearse nothing
  if (status === null || status === 2) throw new Error(`${argv.join(' ')}: status ${status}. ${said}`);
}

/** The sweeping process ends a moment after the one that started it. */
async function othersEnded(folder) {
  for (let waits = 0; waits < 250; waits++) {
    if (!readdirSync(folder).some((name) => name.endsWith('.unfinished'))) return;
    await sleep(20);
  }
}
