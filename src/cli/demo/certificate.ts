import { generateKeyPairSync, randomBytes } from 'node:crypto';
import forge from 'node-forge';

/** What a TLS server needs, PEM. */
export interface ServerIdentity {
  readonly key: string;
  readonly cert: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** An authority of the demo's own, and a certificate that it issues for these names; both end in a month. */
export function issueIdentity(names: readonly string[], now: Date): ServerIdentity {
  const authority = keyPair();
  const server = keyPair();
  const authorityName = [{ name: 'commonName', value: 'portwitness demo authority' }];
  const root = certificate(authority.public, authorityName, authorityName, now);
  root.setExtensions([{ name: 'basicConstraints', cA: true, critical: true }]);
  root.sign(authority.private, forge.md.sha256.create());
  const leaf = certificate(server.public, [{ name: 'commonName', value: names[0]! }], authorityName, now);
  leaf.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    // type 2: a DNS name (RFC 5280 section 4.2.1.6)
    { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
  ]);
  leaf.sign(authority.private, forge.md.sha256.create());
  return {
    key: forge.pki.privateKeyToPem(server.private),
    cert: [leaf, root].map((made) => forge.pki.certificateToPem(made)).join(''),
  };
}

/** Made by Node: forge's own arithmetic takes seconds for a key. */
function keyPair() {
  const made = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return {
    public: forge.pki.publicKeyFromPem(made.publicKey),
    private: forge.pki.privateKeyFromPem(made.privateKey),
  };
}

function certificate(
  key: forge.pki.PublicKey,
  subject: forge.pki.CertificateField[],
  issuer: forge.pki.CertificateField[],
  now: Date,
): forge.pki.Certificate {
  const made = forge.pki.createCertificate();
  made.publicKey = key;
  // positive, as RFC 5280 section 4.1.2.2 wants it
  made.serialNumber = `00${randomBytes(15).toString('hex')}`;
  made.validity.notBefore = new Date(now.getTime() - dayMs);
  made.validity.notAfter = new Date(now.getTime() + 30 * dayMs);
  made.setSubject(subject);
  made.setIssuer(issuer);
  return made;
}
