import type { Protocol } from '../../model/ports.ts';
import { lastPort } from '../../model/ports.ts';
import { transports } from './known-protocols.ts';
import { joinThousands } from './thousands.ts';
import { isOpenEnd, isRangeWord } from './words.ts';

/** What a reader distinguishes in a cell about ports. */
export type Token =
  | {
      readonly kind: 'ports';
      readonly from: number;
      readonly to: number;
      readonly at: number;
      readonly end: number;
    }
  | {
      readonly kind: 'transport';
      readonly protocol: Protocol | 'sctp';
      readonly at: number;
      readonly end: number;
    }
  | { readonly kind: 'word'; readonly text: string; readonly at: number; readonly end: number }
  | { readonly kind: 'mark'; readonly text: string; readonly at: number; readonly end: number };

export type PortToken = Token & { readonly kind: 'ports' };

/** Dynamic ranges start here on the common systems: "49152 and above" is a range, "5900+" a port and a remark. */
const dynamicStarts = new Set([1024, 1025, 10_000, 32_768, 49_152]);

const pattern = new RegExp(
  [
    String.raw`(?<url>\b[a-z][a-z0-9+.-]*:\/\/\S+)`,
    String.raw`(?<address>\d+(?:\.\d+){2,}(?:\/\d+)?)`,
    String.raw`(?<decimal>\d+\.\d+[\p{Script=Latin}]*)`,
    String.raw`(?<transport>(?<![\p{Script=Latin}_])(?:tcp|udp)(?:[46](?!\d))?(?=ports?\b|[^\p{Script=Latin}]|$)|(?<![\p{Script=Latin}])sctp(?![\p{Script=Latin}]))`,
    String.raw`(?<glued>(?:\p{Script=Latin}|\p{Script=Cyrillic})[\p{Script=Latin}\p{Script=Cyrillic}\p{M}'’]*\.?\d[\w.]*)`,
    String.raw`(?<number>\d+)(?<tail>(?!tcp|udp)[\p{Script=Latin}]+)?`,
    String.raw`(?<word>[\p{L}\p{M}][\p{L}\p{M}'’&]*)`,
    String.raw`(?<mark>-+>|<-+|=>|→|\.\.+|[^\s\u00a0])`,
  ].join('|'),
  'giu',
);

/** A line of a cell is looked at many times, and tables repeat their cells: so many are kept, none of them long. */
const [mostKept, longestKept] = [5_000, 200];
const kept = new Map<string, readonly Token[]>();

/** Splits one line of a cell. Numbers that are no ports (addresses, versions, names with digits) become words. */
export function tokens(line: string): readonly Token[] {
  const known = kept.get(line);
  if (known !== undefined) return known;
  if (kept.size >= mostKept) kept.clear();
  const made = splitLine(line);
  if (line.length <= longestKept) kept.set(line, made);
  return made;
}

function splitLine(line: string): Token[] {
  const text = joinThousands(line);
  const found: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const { transport, number, tail, mark } = match.groups!;
    const at = match.index;
    const place = { at, end: at + match[0].length };
    if (transport !== undefined) {
      found.push({ kind: 'transport', protocol: transports[transport.toUpperCase()]!, ...place });
    } else if (number !== undefined && tail === undefined && isPort(number)) {
      found.push({ kind: 'ports', from: Number(number), to: Number(number), ...place });
    } else if (mark !== undefined) found.push({ kind: 'mark', text: mark, ...place });
    else found.push({ kind: 'word', text: match[0], ...place });
  }
  return joinRanges(found);
}

function isPort(digits: string): boolean {
  return digits.length <= 5 && !digits.startsWith('0') && Number(digits) <= lastPort;
}

/** 50000 - 59999, 50000 to 59999, 5071-73, 1024 and above. */
function joinRanges(list: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let i = 0; i < list.length; i++) {
    const token = list[i]!;
    if (token.kind !== 'ports') {
      joined.push(token);
      continue;
    }
    const range = rangeFrom(list, i);
    if (range === null) joined.push(token);
    else {
      joined.push({
        kind: 'ports',
        from: token.from,
        to: range.to,
        at: token.at,
        end: list[range.last]!.end,
      });
      // A range's end may repeat what stood beside its beginning, as in 1024/TCP-65535/TCP: that stays a token.
      for (const between of list.slice(i + 1, range.last))
        if (between.kind === 'transport') joined.push(between);
      i = range.last;
    }
  }
  return joined;
}

function rangeFrom(list: readonly Token[], i: number): { to: number; last: number } | null {
  const first = list[i]! as PortToken;
  let next = i + 1;
  while (isFiller(list[next])) next++;
  const connector = list[next];
  if (connector === undefined) return null;
  if (dynamicStarts.has(first.from)) {
    // "1024 above", "1024 and above"
    const open = [next, next + 1].find((k) => isOpenEnd(list[k]));
    if (open !== undefined && list[next]!.kind !== 'ports') return { to: lastPort, last: open };
  }
  if (next !== i + 1 && !(connector.kind === 'mark' && /^[-~]$/u.test(connector.text))) return null;
  if (!isConnector(connector)) return null;
  let end = next + 1;
  while (isPrefix(list[end], list.slice(Math.max(0, i - 2), next))) end++;
  const second = list[end];
  // "60000:61000" is a range to a packet filter; "TCP 443: 3478" is prose.
  if (
    connector.kind === 'mark' &&
    connector.text === ':' &&
    (first.end !== connector.at || second?.at !== connector.end)
  ) {
    return null;
  }
  if (second?.kind !== 'ports') return null;
  const to = completed(first.from, second.from);
  return to > first.from && to <= lastPort ? { to, last: end } : null;
}

/** Between a number and the dash of its range: a slash and a transport. */
function isFiller(token: Token | undefined): boolean {
  return (
    token?.kind === 'transport' || (token?.kind === 'mark' && (token.text === '/' || token.text === ')'))
  );
}

/** Before a range's end: a slash, or the transport of its beginning again; another one begins another thing. */
function isPrefix(token: Token | undefined, before: readonly Token[]): boolean {
  if (token?.kind === 'mark') return token.text === '/' && before.some(({ kind }) => kind === 'transport');
  if (token?.kind !== 'transport') return false;
  const transportsBefore = before.filter((other) => other.kind === 'transport');
  return transportsBefore.length > 0 && transportsBefore.every(({ protocol }) => protocol === token.protocol);
}

function isConnector(token: Token): boolean {
  if (token.kind === 'mark') return /^(-|~|:|\.\.+)$/u.test(token.text);
  return token.kind === 'word' && isRangeWord(token.text);
}

/** 5071-73 means 5071-5073. */
function completed(from: number, to: number): number {
  const [head, tail] = [String(from), String(to)];
  return to < from && tail.length < head.length
    ? Number(head.slice(0, head.length - tail.length) + tail)
    : to;
}
