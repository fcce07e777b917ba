import { addressBytes } from '../../model/address.ts';

/** One end of a connection, as a socket tells it. */
interface Ends {
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
}

/**
 * Whether a socket met itself: where the kernel happens to choose the asked port as source port, a connection
 * to an own address completes with nobody listening (TCP simultaneous open, RFC 9293, 3.5).
 */
export function metItself({ localAddress, localPort }: Ends, address: string, port: number): boolean {
  if (localPort !== port || localAddress === undefined) return false;
  const [own, asked] = [addressBytes(localAddress), addressBytes(address)];
  return own.length === asked.length && own.every((byte, i) => byte === asked[i]);
}
