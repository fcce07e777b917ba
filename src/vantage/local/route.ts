import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { familyOf } from '../../model/address.ts';
import { answerOf } from '../answers.ts';

export type Route =
  /** The address that packets leave from. */
  { readonly usable: true; readonly source: string } | { readonly usable: false; readonly code: string };

/**
 * Whether this machine has a way to the address, from the source. A UDP socket is connected and closed again:
 * that looks the route up and sends nothing. Codes: source-missing, no-route, route-prohibited,
 * route-blackhole, route-unreachable, family-missing, or the errno.
 */
export async function routeTo(address: string, source: string | null): Promise<Route> {
  const family = familyOf(address);
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  let bound = source === null;
  try {
    if (source !== null) await settled(socket, (done) => socket.bind({ port: 0, address: source }, done));
    bound = true;
    // Any port will do; discard (RFC 863).
    await settled(socket, (done) => socket.connect(9, address, done));
    return { usable: true, source: socket.address().address };
  } catch (error) {
    const errno = (error as NodeJS.ErrnoException).code ?? 'unknown-error';
    if (!bound && (errno === 'EADDRNOTAVAIL' || errno === 'EINVAL'))
      return { usable: false, code: 'source-missing' };
    // A machine without an address of the family can't choose a source: it has no way there.
    if (errno === 'EADDRNOTAVAIL') return { usable: false, code: 'no-route' };
    return { usable: false, code: answerOf(errno, family, true).code };
  } finally {
    socket.close();
  }
}

/** A failed bind() speaks by an event, a failed connect() through its callback. */
function settled(
  socket: ReturnType<typeof createSocket>,
  begin: (done: (error?: Error) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    begin((error) => {
      socket.off('error', reject);
      if (error === undefined || error === null) resolve();
      else reject(error);
    });
  });
}

/** The addresses of this machine's interfaces; link-local ones with their zone. */
export function machineAddresses(): string[] {
  return Object.entries(networkInterfaces()).flatMap(([name, entries]) =>
    (entries ?? []).map(({ address, scopeid }) =>
      scopeid === undefined || scopeid === 0 ? address : `${address}%${name}`,
    ),
  );
}

/** Whether packets to the address stay on this machine. */
export function isOwnAddress(address: string): boolean {
  const bare = withoutZone(address);
  return (
    bare.startsWith('127.') || bare === '::1' || machineAddresses().some((own) => withoutZone(own) === bare)
  );
}

/** The interfaces can't be listed without a descriptor: waits for one, some five seconds. */
export async function isOwnAddressWhenKnown(address: string): Promise<boolean | undefined> {
  for (let tries = 0; tries < 50; tries++) {
    try {
      return isOwnAddress(address);
    } catch {
      await sleep(100); // Out of descriptors: they come back, or the volley is given up.
    }
  }
  return undefined;
}

function withoutZone(address: string): string {
  return address.split('%', 1)[0]!;
}
