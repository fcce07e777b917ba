import type { Protocol } from '../../model/ports.ts';
import { labelOf } from './cell-labels.ts';
import type { PortToken, Token } from './cell-tokens.ts';
import { tokens } from './cell-tokens.ts';
import { styleOf, transportNames, transportsOf } from './cell-transports.ts';
import { isKnownProtocol } from './known-protocols.ts';
import { joinThousands } from './thousands.ts';
import { isWord, speaksOf } from './words.ts';

/** A port or range that a cell names, with what the cell says of it. */
export interface PortMention {
  readonly from: number;
  readonly to: number;
  /** Transports written beside it; empty when the cell states none for it. */
  readonly transports: readonly (Protocol | 'sctp')[];
  /** Words beside it, as "IMAP" in "143/TCP (IMAP)"; null when there are none. */
  readonly label: string | null;
  /** Line of the cell, from 0. */
  readonly line: number;
  /** "80 or 8530": this port, or the one before it. */
  readonly alternative: boolean;
}

/** Longer lines than this are sentences: there, only numbers that a transport or the word "port" announces count. */
const longestList = 8;

/** Numbers below are ports too, but after a word they are rather its own: "note 6". */
const smallestListed = 20;

/** The ports that a cell names, in the order of writing. */
export function portsInCell(text: string): PortMention[] {
  const texts = text.split('\n').map(joinThousands);
  const lines = texts.map(tokens);
  const styles = lines.map(styleOf);
  return lines.flatMap((line, i) => {
    const accepted = acceptedPorts(line);
    return accepted.map((port, p) => ({
      from: port.from,
      to: port.to,
      transports: transportsOf(lines, styles, i, port),
      label: labelOf(texts[i]!, accepted, p),
      line: i,
      alternative: p > 0 && saysOr(line, accepted[p - 1]!, port),
    }));
  });
}

/** How much of a cell is ports and their transports: 1 for "TCP 443, 80", small for a sentence that names one. */
export function portDensity(text: string): number {
  const all = withoutAsides(text).split('\n').flatMap(tokens);
  if (!all.some(({ kind }) => kind === 'ports')) return 0;
  const strangers = all.filter((token) => token.kind === 'word' && !belongsToPorts(token.text)).length;
  const own = all.filter(({ kind }) => kind === 'ports' || kind === 'transport').length;
  return own / (own + strangers);
}

/** Whether a port is the first thing in a cell, whatever remarks follow. */
export function leadsWithPort(text: string): boolean {
  const line = tokens(text.split('\n', 1)[0]!);
  const first = line.find(({ kind }) => kind === 'ports' || kind === 'word');
  return first?.kind === 'ports' && first.from > 0;
}

/** Transport names in a text, in order, each once. */
export function transportsIn(text: string): (Protocol | 'sctp')[] {
  const found = text
    .split('\n')
    .flatMap(tokens)
    .flatMap((token) => (token.kind === 'transport' ? [token.protocol] : []));
  return [...new Set(found)];
}

function belongsToPorts(word: string): boolean {
  return isKnownProtocol(word) || speaksOf('port', word) || isWord('range', word) || isWord('eitherOr', word);
}

/** Brackets explain, unless the ports themselves stand in them. */
function withoutAsides(text: string): string {
  const bare = text.replaceAll(/\([^()]*\)|\[[^[\]]*\]/gu, ' ');
  return /\d/u.test(bare) ? bare : text;
}

/** Numbers that are ports: not those of notes ("see note 2"), of products ("Windows Server 2012") or of protocols. */
function acceptedPorts(line: readonly Token[]): PortToken[] {
  const ports = line.filter((token): token is PortToken => token.kind === 'ports' && token.from > 0);
  const words = line.filter((token) => token.kind === 'word' && !belongsToPorts(token.text)).length;
  const isSentence = words > longestList;
  return ports.filter((port) => {
    if (isRemark(line, port, ports)) return false;
    return !isSentence || isAnnounced(line, port);
  });
}

function isRemark(line: readonly Token[], port: PortToken, ports: readonly PortToken[]): boolean {
  const at = line.indexOf(port);
  const previous = line[at - 1];
  const isNamed =
    previous?.kind === 'word' && !belongsToPorts(previous.text) && !isWord('anyone', previous.text);
  if (
    previous?.kind === 'word' &&
    /^(icmp\w*|type|code|vlan|dscp|kb|ip|rfc|esp|gre|ah)$/iu.test(previous.text)
  )
    return true;
  // A year after a word is a product's: "Windows Server 2012".
  if (
    isNamed &&
    port.from === port.to &&
    port.from >= 1995 &&
    port.from <= 2030 &&
    /^\p{Lu}/u.test(previous.text)
  )
    return true;
  if (isNamed && port.from === port.to && port.from < smallestListed) return true;
  const next = line[at + 1];
  const isCounting = next?.kind === 'word' && !belongsToPorts(next.text) && !isInAside(line, at + 1);
  // "1 instance: port 443"
  if (isCounting && ports.length > 1 && port.to < smallestListed) return true;
  const inAside = isInAside(line, at);
  const others = ports.some((other) => other !== port && !isInAside(line, line.indexOf(other)));
  if (!inAside)
    return previous?.kind === 'mark' && previous.text === '#' && port.from < smallestListed && others;
  // "(see note 2)", "[1]": a small number in brackets, with a real port outside them.
  return (
    others &&
    port.from < smallestListed &&
    port.from === port.to &&
    transportNames(line.slice(Math.max(0, at - 2), at + 3)).length === 0
  );
}

function isInAside(line: readonly Token[], at: number): boolean {
  let depth = 0;
  for (const token of line.slice(0, at)) {
    if (token.kind !== 'mark') continue;
    if ('([{'.includes(token.text)) depth++;
    else if (')]}'.includes(token.text)) depth--;
  }
  return depth > 0;
}

/** In a sentence: a transport, the word "port" or another announced port stands within two words of the number. */
function isAnnounced(line: readonly Token[], port: PortToken): boolean {
  const at = line.indexOf(port);
  const near = line.slice(Math.max(0, at - 3), at + 3);
  return near.some(
    (token) =>
      token.kind === 'transport' ||
      (token.kind === 'word' && (speaksOf('port', token.text) || isKnownProtocol(token.text))),
  );
}

function saysOr(line: readonly Token[], before: PortToken, port: PortToken): boolean {
  const between = line.slice(line.indexOf(before) + 1, line.indexOf(port));
  return between.some((token) => token.kind === 'word' && isWord('eitherOr', token.text));
}
