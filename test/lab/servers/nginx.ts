import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Laboratory } from '../laboratory.ts';
import type { Running } from '../processes.ts';

/** Starts nginx with these `server { … }` blocks on a host, one per host and laboratory. */
export async function startNginx(
  lab: Laboratory,
  host: string,
  servers: string,
  listensOn: readonly number[],
): Promise<Running> {
  const folder = join(lab.folder, `nginx-${host}`);
  mkdirSync(folder);
  const file = join(folder, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  writeFileSync(
    file,
    `pid ${folder}/pid; error_log stderr; worker_processes 1; user root;
     events { worker_connections 256; }
     http {
       access_log off;
       ${temporary.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')}
       ${servers}
     }`,
  );
  return lab.start(host, ['nginx', '-e', 'stderr', '-c', file, '-g', 'daemon off;'], listensOn);
}
