import { spawn } from 'node:child_process';
import { familyOf } from '../../model/address.ts';
import { formatPorts, type PortSet } from '../../model/ports.ts';

/** What is put in place so that one listener answers on many ports. */
export interface Diversion {
  /** nftables' own words: shown before they are put in place. */
  readonly rules: string;
}

export interface DiversionWanted {
  readonly table: string;
  readonly addresses: readonly string[];
  readonly ports: PortSet;
  /** UDP ports are answered without a socket: their "port unreachable" must not overtake the answer. */
  readonly quiet: boolean;
  /** Where the listener of each family is. */
  readonly to: { readonly 4: number | null; readonly 6: number | null };
}

/**
 * The rules that hand first packets of handshakes to a transparent listener (TPROXY), with the port that was asked
 * left in them. The table has an owner: the kernel itself takes it away when the process that made it is gone,
 * however it ended.
 */
export function diversionRules({ table, addresses, ports, quiet, to }: DiversionWanted): string {
  const syn = 'tcp flags & (fin|syn|rst|ack) == syn';
  const lines = ([4, 6] as const).flatMap((family) => {
    const here = addresses.filter((address) => familyOf(address) === family);
    if (here.length === 0 || to[family] === null || ports.length === 0) return [];
    const ip = family === 4 ? 'ip' : 'ip6';
    return [
      `    ${ip} daddr { ${here.join(', ')} } tcp dport { ${formatPorts(ports)} } ${syn} tproxy ${ip} to :${to[family]} accept`,
    ];
  });
  const hush = [
    '  chain hush {',
    '    type filter hook output priority filter; policy accept;',
    '    icmp type destination-unreachable icmp code port-unreachable drop',
    '    icmpv6 type destination-unreachable icmpv6 code port-unreachable drop',
    '  }',
  ];
  return [
    `table inet ${table} {`,
    '  flags owner;',
    '  chain divert {',
    '    type filter hook prerouting priority mangle; policy accept;',
    ...lines,
    '  }',
    ...(quiet ? hush : []),
    '}',
  ].join('\n');
}

export interface Standing {
  /** What nft said against it; undefined: the rules stand. */
  readonly problem?: string;
  readonly remove: () => Promise<void>;
  /** Settles when the rules are gone before their time. */
  readonly gone: Promise<void>;
}

const answersWithinMs = 5000;

/** Puts the rules in place, held by an nft of their own, and answers when they stand or can't. */
export async function putInPlace(rules: string, table: string): Promise<Standing> {
  // A group of its own: Ctrl-C ends this program, whose end then ends nft by closing its input.
  const child = spawn('nft', ['-i'], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdin.on('error', () => undefined); // its exit tells
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
  });
  const remove = async (): Promise<void> => {
    child.stdin.end();
    await gone;
  };
  child.stdin.write(`${inOneLine(rules)}\nlist tables inet\n`);
  const isThere = () => new RegExp(`^table inet ${table}$`, 'm').test(said);
  const failed = () => /Error|error|not permitted/.test(said) || child.exitCode !== null;
  for (let waited = 0; waited < answersWithinMs && !isThere() && !failed(); waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (isThere() && !failed()) return { remove, gone };
  await remove();
  return { problem: said.trim().split('\n')[0] ?? '', remove, gone };
}

/** nft's prompt takes no table over several lines. */
function inOneLine(rules: string): string {
  return rules
    .split('\n')
    .map((line) => (/[{;]$/.test(line) ? line : `${line};`).trim())
    .join(' ');
}
