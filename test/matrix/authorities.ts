import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys that sign, as `openssl req -newkey` names them. */
const kinds = { rsa: ['rsa:2048'], ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'] } as const;

export type Authority = ReturnType<typeof openAuthority>;

/** An authority and what it issues, made by OpenSSL in a folder. */
export function openAuthority(folder: string, name: string) {
  const own = (ending: string) => join(folder, `${name}.${ending}`);
  const subject = ['-subj', `/CN=${name}/O=Test`];
  const made = ['-keyout', own('key'), '-out', own('pem')];
  // `req -x509` makes certificates of authorities
  openssl(folder, ['req', '-x509', '-newkey', ...kinds.ec, '-nodes', '-days', '3650', ...subject, ...made]);
  return {
    ca: own('pem'),
    /** A key with its certificate, each by itself and both in one PEM file. `days` below 0: it has expired. */
    issue: (
      who: string,
      kind: keyof typeof kinds,
      { days = '365', use }: { readonly days?: string; readonly use?: string } = {},
    ) => {
      const part = (ending: string) => join(folder, `${name}-${who}.${ending}`);
      const [pem, key, certificate] = [part('pem'), part('key'), part('crt')];
      const usage = use === undefined ? '' : `extendedKeyUsage=critical,${use}\n`;
      writeFileSync(part('ext'), `basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n${usage}`);
      const request = ['-subj', `/CN=${who}/O=Test`, '-keyout', key, '-out', part('csr')];
      openssl(folder, ['req', '-newkey', ...kinds[kind], '-nodes', ...request]);
      const issuer = ['-CA', own('pem'), '-CAkey', own('key'), '-CAcreateserial'];
      const issued = ['-days', days, '-extfile', part('ext'), '-out', certificate];
      openssl(folder, ['x509', '-req', '-in', part('csr'), ...issuer, ...issued]);
      writeFileSync(pem, readFileSync(key, 'latin1') + readFileSync(certificate, 'latin1'));
      return { pem, key, certificate };
    },
  };
}

/** A time-stamp authority: what it answers to a query, made by `openssl ts`. */
export function openTimeStampAuthority(folder: string, authority: Authority) {
  const { key, certificate } = authority.issue('stamps', 'rsa', { use: 'timeStamping' });
  const config = join(folder, 'tsa.conf');
  writeFileSync(
    config,
    `[tsa]\ndefault_tsa = stamps\n[stamps]\nserial = ${join(folder, 'tsa-serial')}\ndefault_policy = 1.2.3.4.1\n` +
      'digests = sha256\nsigner_digest = sha256\nordering = yes\n',
  );
  const query = join(folder, 'query.tsq');
  return {
    ca: authority.ca,
    answer: (question: Buffer): Buffer => {
      writeFileSync(query, question);
      const signer = ['-signer', certificate, '-inkey', key, '-config', config];
      return Buffer.from(openssl(folder, ['ts', '-reply', '-queryfile', query, ...signer]), 'latin1');
    },
  };
}

export function openssl(cwd: string, args: readonly string[]): string {
  return execFileSync('openssl', args, { cwd, encoding: 'latin1', stdio: ['ignore', 'pipe', 'pipe'] });
}
