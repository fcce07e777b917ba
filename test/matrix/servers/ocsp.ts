import { readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import type { Made } from '../../tls/make-certificate.ts';
import { outputOf } from './processes.ts';
import { scratchFile, scratchPath } from './scratch.ts';

/** A signed OCSP answer that the certificate is good, made by openssl as an authority would. */
export async function makeOcspAnswer(issuer: Made, certificate: Made): Promise<Buffer> {
  const serial = new X509Certificate(certificate.der).serialNumber;
  const index = scratchFile('index', `V\t491231235959Z\t\t${serial}\tunknown\t/CN=${certificate.subject}\n`);
  const authority = scratchFile('pem', issuer.pem);
  const [request, answer] = [scratchPath('request.der'), scratchPath('answer.der')];
  const subject = ['-issuer', authority, '-cert', scratchFile('pem', certificate.pem)];
  await outputOf('openssl', ['ocsp', ...subject, '-reqout', request]);
  const signer = ['-rsigner', authority, '-rkey', scratchFile('pem', issuer.keyPem), '-CA', authority];
  await outputOf('openssl', ['ocsp', '-index', index, ...signer, '-reqin', request, '-respout', answer]);
  return readFileSync(answer);
}
