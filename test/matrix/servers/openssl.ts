import type { Made } from '../../tls/make-certificate.ts';
import { outputOf, startProgram, type Running } from './processes.ts';
import { scratchFile } from './scratch.ts';

/** What an `openssl s_server` shows and how it behaves. */
export interface OpensslServer {
  readonly made: Made;
  /** Certificates sent after its own, in this order. */
  readonly chain?: readonly Made[];
  readonly options?: readonly string[];
}

/** Takes every version and key size that this OpenSSL can still do, unless an option says otherwise. */
export function startOpenssl({ made, chain = [], options = [] }: OpensslServer): Promise<Running> {
  const rest = chain.map(({ pem }) => pem).join('');
  const files = ['-cert', scratchFile('pem', made.pem), '-key', scratchFile('pem', made.keyPem)];
  if (rest !== '') files.push('-cert_chain', scratchFile('pem', rest));
  const cipher = options.includes('-cipher') ? [] : ['-cipher', 'ALL:@SECLEVEL=0'];
  const args = ['s_server', '-accept', '127.0.0.1:0', '-www', ...files, ...cipher, ...options];
  return startProgram('openssl', args, /^ACCEPT 127\.0\.0\.1:(\d+)/);
}

/** What `openssl s_client` learns at a port. */
export interface ClientFacts {
  readonly version: string | null;
  readonly cipher: string | null;
  /** DER, base64, in the order sent. */
  readonly chain: readonly string[];
  readonly stapled: boolean;
  readonly alpn: string | null;
}

export async function askWithOpenssl(
  port: number,
  serverName: string | null,
  protocols = ['-alpn', 'h2,http/1.1'],
): Promise<ClientFacts> {
  const named = serverName === null ? ['-noservername'] : ['-servername', serverName];
  const args =
    `s_client -connect 127.0.0.1:${port} -showcerts -status -min_protocol TLSv1 ` +
    '-cipher ALL:@SECLEVEL=0 -groups X25519:P-256:P-384:P-521:X448 -legacy_server_connect';
  const text = await outputOf('openssl', [...args.split(' '), ...named, ...protocols]);
  const [, version = null, cipher = null] = /^New, ([\w.]+), Cipher is ([\w-]+)$/m.exec(text) ?? [];
  // For TLS 1.2 and older that line names the version that brought the cipher; the session tells the protocol.
  const protocol = /^\s+Protocol\s*: (\S+)/m.exec(text)?.[1] ?? version;
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const alpn = /^ALPN protocol: (\S+)/m.exec(text)?.[1] ?? null;
  return {
    version: protocol === 'TLSv1' ? 'TLSv1.0' : protocol,
    cipher: cipher === '(NONE)' ? null : cipher,
    chain: blocks.map((pem) => pem.replaceAll(/-----[^-]+-----|\s/g, '')),
    stapled: text.includes('OCSP Response Status'),
    alpn,
  };
}
