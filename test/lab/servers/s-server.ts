import type { Laboratory } from '../laboratory.ts';
import { makeAuthority, makeCertificate } from '../certificates.ts';
import type { Running } from '../processes.ts';

/** Starts `openssl s_server` on a host: TLS, and a page about the connection. */
export async function startTlsServer(lab: Laboratory, host: string, port: number): Promise<Running> {
  const authority = await makeAuthority(lab.folder);
  const { certificate, key } = await makeCertificate(lab.folder, authority, [`${host}.contoso.test`]);
  const files = ['-cert', certificate, '-key', key];
  return lab.start(host, ['openssl', 's_server', '-accept', String(port), ...files, '-www'], [port]);
}
