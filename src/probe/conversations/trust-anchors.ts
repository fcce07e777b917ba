import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { BrokenConversation } from './broken.ts';

/** Where systems keep their store as one PEM file: Debian and Alpine; Red Hat; SUSE; macOS; FreeBSD. */
const systemStores = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
  '/usr/local/share/certs/ca-root-nss.crt',
];

/** More than any store holds. */
const largestStore = 4 << 20;

const read = new Map<string, Promise<readonly string[]>>();

/**
 * The anchors as PEM texts, each store read once a run. Where the system keeps none as a file (Windows), the
 * Mozilla store that Node carries stands for it.
 */
export function readAnchors(from: 'system' | { readonly file: string }): Promise<readonly string[]> {
  const file = from === 'system' ? systemStores.find((path) => existsSync(path)) : from.file;
  if (file === undefined) return Promise.resolve(rootCertificates);
  const anchors = read.get(file) ?? readStore(file);
  read.set(file, anchors);
  return anchors;
}

/** Anchors that came as a text: asked for by that name, they are no file's. */
export function provideAnchors(name: string, text: string): void {
  if (read.has(name)) return;
  const anchors = Promise.resolve().then(() => blocksOf(name, text));
  // who asks for them is told
  anchors.catch(() => undefined);
  read.set(name, anchors);
}

async function readStore(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'latin1').catch((cause: unknown) => {
    throw new BrokenConversation('tls', 'error', `${file} can't be read`, { cause });
  });
  return blocksOf(file, text);
}

function blocksOf(file: string, text: string): readonly string[] {
  const blocks = text
    .slice(0, largestStore)
    .match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  if (blocks === null) throw new BrokenConversation('tls', 'error', `${file} holds no certificate in PEM`);
  return blocks;
}
