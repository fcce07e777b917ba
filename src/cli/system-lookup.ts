import { lookup } from 'node:dns/promises';

/** Every address that this machine's own resolver, hosts file included, gives for a name. */
export async function systemLookup(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address }) => address);
}

/** The code that a name has which nobody asked for. */
export const leftAloneCode = 'notAsked';

/** Leaves every name alone: no name server is asked. */
export function leaveNamesAlone(host: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(`${host} was not asked for`), { code: leftAloneCode }));
}
