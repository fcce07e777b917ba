// Two network namespaces with a cable between them: "near" scans, "far" is scanned. Nothing leads out of them.
import { execFileSync } from 'node:child_process';

const name = `pwbench-${process.pid}`;
export const near = `${name}-near`;
export const far = `${name}-far`;
const [network, firstTarget] = ['10.91', 2];

/** So many addresses of the far side, from 10.91.0.2 on. */
export function targets(count) {
  return Array.from({ length: count }, (_, i) => {
    const host = firstTarget + i;
    return `${network}.${host >>> 8}.${host & 255}`;
  });
}

export function ip(...args) {
  return execFileSync('ip', args, { encoding: 'utf8' });
}

export function inside(namespace, argv, options = {}) {
  return execFileSync('ip', ['netns', 'exec', namespace, ...argv], { encoding: 'utf8', ...options });
}

export function buildUp() {
  ip('netns', 'add', near);
  ip('netns', 'add', far);
  ip('link', 'add', 'wire', 'netns', near, 'type', 'veth', 'peer', 'name', 'wire', 'netns', far);
  for (const namespace of [near, far]) ip('-n', namespace, 'link', 'set', 'lo', 'up');
  ip('-n', near, 'address', 'add', `${network}.0.1/16`, 'dev', 'wire');
  const addresses = targets(256).map((address) => `address add ${address}/16 dev wire\n`);
  execFileSync('ip', ['-n', far, '-batch', '-'], { input: addresses.join('') });
  for (const namespace of [near, far]) ip('-n', namespace, 'link', 'set', 'wire', 'up');
}

export function takeDown() {
  for (const namespace of [near, far]) {
    try {
      ip('netns', 'delete', namespace);
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
    }
  }
}

/** Replaces the far side's rules; an empty text: none, shut ports reset. */
export function farRules(rules) {
  inside(far, ['nft', 'flush', 'ruleset']);
  if (rules !== '') inside(far, ['nft', '-f', '-'], { input: `table inet bench {\n${rules}\n}\n` });
}

const syn = 'tcp flags & (fin|syn|rst|ack) == syn';

/** Drops every first packet but those to these ports. */
export function silent(open) {
  const but = open.length === 0 ? '' : `tcp dport != { ${open.join(', ')} }`;
  return `chain input { type filter hook input priority 0; ${syn} ${but} drop; }`;
}

/** So many of a hundred TCP packets are lost, each way; shut ports are silent. */
export function lossy(percent, open) {
  const loss = `meta l4proto tcp numgen random mod 100 < ${percent} drop`;
  return `
    chain input { type filter hook input priority 0; ${loss}; ${syn} tcp dport != { ${open.join(', ')} } drop; }
    chain output { type filter hook output priority 0; ${loss}; }`;
}
