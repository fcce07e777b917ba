import { shorten } from './clean.ts';

/** Bytes as they came, and what the certificates' own section tells. */
const leftOut = new Set(['kind', 'der', 'heard', 'body', 'chain', 'sha256', 'bodyTruncated', 'truncated']);

/**
 * The facts of each conversation in a line: "tls: status served, version TLSv1.3". Only plain values and lists
 * of them; report.json keeps the rest.
 */
export function factWords(facts: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(facts).flatMap(([conversation, told]) => {
    if (isPlain(told)) return [`${conversation}: ${shorten(String(told), 200)}`];
    if (typeof told !== 'object' || told === null || Array.isArray(told)) return [];
    const parts = Object.entries(told)
      .filter(([name, value]) => !leftOut.has(name) && isPlain(value) && value !== '')
      .slice(0, 8)
      .map(([name, value]) => `${shorten(name, 40)} ${shorten(String(value), 120)}`);
    return parts.length > 0 ? [`${shorten(conversation, 40)}: ${parts.join(', ')}`] : [];
  });
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
