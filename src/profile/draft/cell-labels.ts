import type { PortToken } from './cell-tokens.ts';
import { isKnownProtocol } from './known-protocols.ts';
import { oneLine } from './plain-text.ts';
import { isWord } from './words.ts';

/** What the cell calls the port: words before it in its part of the line, else the bracket after it. */
export function labelOf(text: string, accepted: readonly PortToken[], p: number): string | null {
  const port = accepted[p]!;
  const start = p === 0 ? 0 : accepted[p - 1]!.end;
  const end = accepted[p + 1]?.at ?? text.length;
  const after = /\(([^()]*)\)/u.exec(text.slice(port.end, end))?.[1];
  const since = text.slice(start, port.at);
  const before = strip((p === 0 ? since : since.replace(/^[^,;]*\)/u, '')).replace(/^[\s\S]*[,;]/u, ''));
  const beforeName = protocolName(before);
  if (beforeName !== null) return beforeName;
  return after !== undefined && isName(after) ? strip(after) : null;
}

/** A remark in brackets that names what the port is for, and is no note, transport or direction. */
function isName(aside: string): boolean {
  if (aside.split(/[\s/]+/u).some(isKnownProtocol)) return true;
  return (
    strip(aside) === oneLine(aside) && !/\d/u.test(aside) && /\p{L}{2}/u.test(aside) && !isDirection(aside)
  );
}

/** The protocols at the end of a path such as "Access/SIP(MTLS)" or "A/V/RTP": the role before them is left out. */
function protocolName(path: string): string | null {
  const parts = path.split('/');
  let first = parts.length;
  while (first > 0 && isProtocolPart(parts[first - 1]!)) first--;
  return first < parts.length ? parts.slice(first).join('/') : null;
}

function isProtocolPart(part: string): boolean {
  const names = part.match(/[\p{L}][\p{L}\d.]*/gu) ?? [];
  return names.length > 0 && names.length <= 3 && names.some((name) => isKnownProtocol(name));
}

function isDirection(text: string): boolean {
  return text
    .split(/[/\s]+/u)
    .every((word) => isWord('inbound', word) || isWord('outbound', word) || isWord('both', word));
}

function strip(part: string): string {
  return oneLine(part.replaceAll(/(?<!\p{L})(tcp|udp|sctp)[46]?(?!\p{L})/giu, ' '))
    .replaceAll(/\s*\/\s*/gu, '/')
    .replaceAll(/^[\s/:;,.|+-]+|[\s/:;,.(|+-]+$/gu, '');
}
