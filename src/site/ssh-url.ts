/** Where `ssh://user@host:port` leads. */
export interface SshUrl {
  /** null: whoever runs the program. */
  readonly user: string | null;
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
}

const form = /^ssh:\/\/(?:([^\s/@:-][^\s/@:]*)@)?(?:([\w.-]+)|\[([0-9A-Fa-f:.]+)\])(?::(\d{1,5}))?\/?$/;

/** Reads it; undefined: it is none. A password has no place in it. */
export function readSshUrl(text: string): SshUrl | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, user = null, name, address, digits] = match;
  const port = digits === undefined ? 22 : Number(digits);
  return port < 1 || port > 65_535 ? undefined : { user, host: name ?? address!, port };
}
