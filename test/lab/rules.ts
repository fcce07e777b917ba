/** Faults and firewalls as nftables writes them: pieces for `Layout.rules`. */

/** A handshake's first packet. */
const syn = 'tcp flags & (fin|syn|rst|ack) == syn';

/** Notes each port that is sent a SYN, before any other rule: `lab.asked(host)` reads them. */
export function record(set = 'asked'): string {
  return `
    set ${set} { type inet_service; size 65535; flags dynamic; counter; }
    chain record_${set} { type filter hook prerouting priority -300; ${syn} update @${set} { tcp dport }; }`;
}

/** Rules for packets that cross a router. */
export function forward(...rules: readonly string[]): string {
  return chain('forward', 'filter hook forward priority 0', rules);
}

/** Rules for packets to the host itself. */
export function input(...rules: readonly string[]): string {
  return chain('input', 'filter hook input priority 0', rules);
}

/** Rules for the host's own packets. */
export function output(...rules: readonly string[]): string {
  return chain('output', 'filter hook output priority 0', rules);
}

export function chain(name: string, hook: string, rules: readonly string[]): string {
  return `chain ${name}_lab { type ${hook};\n${rules.join('\n')}\n}`;
}

/** On a router: so many of a hundred packets are lost, each way. Only TCP, so that neighbours are found. */
export function loss(percent: number): string {
  return `meta l4proto tcp numgen random mod 100 < ${percent} drop`;
}

/** More new connections than so many a second are lost. */
export function synLimit(perSecond: number): string {
  return `${syn} limit rate over ${perSecond}/second burst ${perSecond} packets drop`;
}

/** What crosses to these ports is let through, the rest of TCP's handshakes dropped. */
export function onlyPorts(ports: readonly number[]): string {
  return `${syn} tcp dport != { ${ports.join(', ')} } drop`;
}
