import pLimit from 'p-limit';
import { addressBytes, compareAddresses, parseAddress } from '../model/address.ts';
import type { ResolvedName, ResolvedNames } from '../model/resolved-names.ts';
import type { Site } from '../model/site.ts';
import { readHost } from './host-text.ts';

/** Every address of a host name, of both families; throws an error with a `code`. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** The system's resolver works in a few threads: more questions at once only wait there. */
const atOnce = 16;

/** Asks for every host name of the site's roles, each once; keeps all addresses that came back, sorted. */
export async function resolveNames(site: Pick<Site, 'roles'>, lookup: Lookup): Promise<ResolvedNames> {
  const names = Object.values(site.roles)
    .flat()
    .filter((host) => readHost(host).kind === 'name');
  const limit = pLimit(atOnce);
  const asked = new Map<string, Promise<ResolvedName>>();
  for (const name of names) {
    const key = name.toLowerCase().replace(/\.$/, '');
    if (!asked.has(key)) asked.set(key, limit(resolveOne, name, lookup));
  }
  const resolved = new Map<string, ResolvedName>();
  for (const name of names) resolved.set(name, await asked.get(name.toLowerCase().replace(/\.$/, ''))!);
  return resolved;
}

async function resolveOne(name: string, lookup: Lookup): Promise<ResolvedName> {
  try {
    const addresses = (await lookup(name)).flatMap((address) => reached(address) ?? []);
    const unique = [...new Set(addresses)].toSorted(compareAddresses);
    return unique.length > 0
      ? { status: 'resolved', addresses: unique }
      : { status: 'failed', code: 'ENODATA' };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { status: 'failed', code: code ?? 'EUNKNOWN' };
  }
}

/** Some resolvers answer with IPv4-mapped IPv6: the IPv4 address behind it is what a packet reaches. */
function reached(address: string): string | undefined {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const parsed = parseAddress(plain);
  return parsed === undefined || addressBytes(parsed).every((byte) => byte === 0) ? undefined : parsed;
}
