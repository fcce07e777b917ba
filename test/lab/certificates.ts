import { isIP } from 'node:net';
import { join } from 'node:path';
import { must } from './namespaces.ts';

export interface Certificate {
  /** Path of the certificate, in PEM. */
  readonly certificate: string;
  readonly key: string;
}

const makeOne = 'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'.split(' ');

/** A certificate authority of the laboratory's own. */
export async function makeAuthority(folder: string): Promise<Certificate> {
  const made = files(folder, 'authority');
  const extensions = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=keyCertSign'];
  await must([...makeOne, ...out(made), '-subj', '/CN=Laboratory', ...extensions]);
  return made;
}

/** A certificate for these names or addresses, the first also as its common name; a server's unless said otherwise. */
export async function makeCertificate(
  folder: string,
  authority: Certificate,
  names: readonly string[],
  {
    days = 30,
    use = 'serverAuth',
  }: { readonly days?: number; readonly use?: 'serverAuth' | 'clientAuth' } = {},
): Promise<Certificate> {
  const made = files(folder, names[0]!);
  const signer = ['-CA', authority.certificate, '-CAkey', authority.key, '-days', String(days)];
  const extensions = [
    `subjectAltName=${names.map((name) => `${isIP(name) === 0 ? 'DNS' : 'IP'}:${name}`).join(',')}`,
    'basicConstraints=critical,CA:FALSE',
    `extendedKeyUsage=${use}`,
  ].flatMap((extension) => ['-addext', extension]);
  await must([...makeOne, ...signer, ...out(made), '-subj', `/CN=${names[0]}`, ...extensions]);
  return made;
}

function files(folder: string, name: string): Certificate {
  return { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
}

function out({ certificate, key }: Certificate): string[] {
  return ['-out', certificate, '-keyout', key];
}
