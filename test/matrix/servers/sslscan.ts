import { outputOf } from './processes.ts';

/** What `sslscan` learns at a port that `openssl s_client` does not tell: every version, and the key in words. */
export interface ScanFacts {
  readonly versions: readonly string[];
  readonly keyType: string | null;
  readonly keyBits: number | null;
  readonly signature: string | null;
  readonly selfSigned: boolean | null;
  readonly expired: boolean | null;
  /** Key exchange groups of TLS 1.3, by their numbers. */
  readonly groups: readonly number[];
}

/** Asks as little as the facts above take; a scan that says nothing of the port is a failure of the test. */
export async function askWithSslscan(port: number, serverName: string): Promise<ScanFacts> {
  const quick = [
    '--no-heartbleed',
    '--no-renegotiation',
    '--no-compression',
    '--no-fallback',
    '--no-ciphersuites',
  ];
  const xml = await outputOf('sslscan', [
    '--xml=-',
    ...quick,
    `--sni-name=${serverName}`,
    `127.0.0.1:${port}`,
  ]);
  if (!xml.includes('</ssltest>')) throw new Error(`sslscan said:\n${xml}`);
  const flag = (name: string): boolean | null => {
    const text = new RegExp(`<${name}>(true|false)</${name}>`).exec(xml)?.[1];
    return text === undefined ? null : text === 'true';
  };
  const [, keyType = null, bits] = /<pk error="false" type="([^"]+)"(?: [^>]*?bits="(\d+)")?/.exec(xml) ?? [];
  return {
    versions: [...xml.matchAll(/<protocol type="(ssl|tls)" version="([\d.]+)" enabled="1"/g)].map(
      ([, type, version]) => (type === 'ssl' ? `SSLv${version}` : `TLSv${version}`),
    ),
    keyType,
    keyBits: bits === undefined ? null : Number(bits),
    signature: /<signature-algorithm>([^<]*)</.exec(xml)?.[1] ?? null,
    selfSigned: flag('self-signed'),
    expired: flag('expired'),
    groups: [...xml.matchAll(/<group sslversion="TLSv1.3"[^>]* id="0x([0-9a-f]+)"/g)].map(([, id]) =>
      Number.parseInt(id!, 16),
    ),
  };
}
