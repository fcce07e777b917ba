import { homedir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Reason } from '../model/reason.ts';
import type { JumpHost, VantageSettings } from '../model/site.ts';
import { readSshUrl } from '../site/ssh-url.ts';
import type { Hop } from '../vantage/ssh/connection.ts';
import { loadSsh2 } from '../vantage/ssh/load-ssh2.ts';
import { openLogin, type LoginSource } from '../vantage/ssh/login.ts';
import { askPassphrase } from './ask-passphrase.ts';
import type { Session } from './session.ts';

/** Where a Windows host's agent listens, whether or not it is running. */
const agentOfWindows = '\\\\.\\pipe\\openssh-ssh-agent';

/** Opens keys for the ways to a site's vantages, each key once. */
export type HopsOf = (settings: VantageSettings) => Promise<readonly Hop[] | { readonly failed: Reason }>;

/** `siteFile`: keys that are named without a folder lie beside it. */
export function openHops(siteFile: string, session: Session): HopsOf {
  const { env, cwd } = session.world;
  const windows = process.platform === 'win32';
  const agent = env['SSH_AUTH_SOCK'] ?? (windows ? agentOfWindows : undefined);
  const passphraseOf = askPassphrase(session);
  const logins = new Map<string, ReturnType<typeof openLogin>>();

  const loginOf = async (key: string | undefined): ReturnType<typeof openLogin> => {
    const ssh2 = await loadSsh2();
    if (ssh2 === undefined) return { failed: { code: 'sshPackageMissing', values: {} } };
    const keyFile = key === undefined ? undefined : pathOf(key, dirname(resolve(cwd, siteFile)));
    const source: LoginSource = {
      ...(keyFile === undefined ? {} : { keyFile }),
      ...(agent === undefined ? {} : { agent }),
      passphraseOf,
    };
    const known = logins.get(keyFile ?? '') ?? openLogin(source, ssh2, !windows);
    logins.set(keyFile ?? '', known);
    return known;
  };

  return async ({ via, hostKey, key, jump = [] }) => {
    const hops: Hop[] = [];
    const end: JumpHost = { via: via!, hostKey: hostKey! };
    for (const hop of [...jump, end]) {
      const login = await loginOf(hop.key ?? key);
      if ('failed' in login) return login;
      const url = readSshUrl(hop.via)!;
      hops.push({
        host: url.host,
        port: url.port,
        user: url.user ?? userInfo().username,
        hostKey: hop.hostKey,
        login,
      });
    }
    return hops;
  };
}

function pathOf(key: string, folder: string): string {
  return key.startsWith('~/') ? join(homedir(), key.slice(2)) : resolve(folder, key);
}
