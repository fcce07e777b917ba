import type { QueueUrl } from '../../site/queue-url.ts';

/** Where the queue is, and what proves this machine there. */
export interface QueueAccess {
  readonly url: QueueUrl;
  readonly password: string | null;
  /** PEM texts; null where the system's store, or no certificate, serves. */
  readonly ca: string | null;
  readonly certificate: string | null;
  readonly key: string | null;
}

/** A lost connection is tried again so soon: quick at first, then every two seconds, for as long as it takes. */
function retryDelayMs(times: number): number {
  return Math.min(2000, 50 * 2 ** Math.min(times, 6));
}

/** What ioredis and BullMQ both take. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly maxRetriesPerRequest: null;
  readonly retryStrategy: (times: number) => number;
  readonly connectTimeout: number;
  readonly connectionName: string;
}

/** As ioredis takes it. The server must prove its name, or its address, by a certificate that `ca` vouches for. */
export function redisOptions({ url, password, ca, certificate, key }: QueueAccess): ConnectionSettings {
  return {
    host: url.host,
    port: url.port,
    ...(url.user === null ? {} : { username: url.user }),
    ...(password === null ? {} : { password }),
    ...(url.tls
      ? {
          tls: {
            ...(ca === null ? {} : { ca }),
            ...(certificate === null ? {} : { cert: certificate }),
            ...(key === null ? {} : { key }),
          },
        }
      : {}),
    maxRetriesPerRequest: null,
    retryStrategy: retryDelayMs,
    connectTimeout: 5000,
    connectionName: 'portwitness',
  };
}
