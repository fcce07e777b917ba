/** Where `rediss://user@host:port` leads. */
export interface QueueUrl {
  /** redis: in clear, on this machine alone. */
  readonly tls: boolean;
  /** null: the server's default user. */
  readonly user: string | null;
  readonly password: string | null;
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
}

const form =
  /^(rediss?):\/\/(?:([\w.-]+)?(?::([^\s/@]+))?@)?(?:([A-Za-z0-9_.-]+)|\[([0-9A-Fa-f:.]+)\])(?::(\d{1,5}))?\/?$/;

const usualPort = 6379;

/** Reads it; undefined: it is none. What would cross a network in clear is none either. */
export function readQueueUrl(text: string): QueueUrl | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, scheme, user = null, password = null, name, address, digits] = match;
  const host = name ?? address!;
  const port = digits === undefined ? usualPort : Number(digits);
  if (port < 1 || port > 65_535) return undefined;
  const tls = scheme === 'rediss';
  return tls || isLoopback(host) ? { tls, user, password: decoded(password), host, port } : undefined;
}

/** A name or an address of this machine alone, by its writing. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Signs of a URL's own syntax are written with `%` in a password. */
function decoded(password: string | null): string | null {
  if (password === null) return null;
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
