import { shorten } from './clean.ts';

/** What the conversation's name says already, bytes as they came, and what the certificates' own section tells. */
const leftOut = new Set(['kind', 'der', 'heard', 'body', 'chain', 'sha256', 'bodyTruncated', 'truncated']);

/**
 * The facts of each conversation in a line: "tls 443: status served, version TLSv1.3". Only plain values;
 * report.json keeps the rest.
 */
export function factWords(facts: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(facts).flatMap(([conversation, told]) => {
    const name = shorten(conversation, 40);
    if (!Array.isArray(told)) return line(name, told);
    return told.slice(0, 10).flatMap((held: unknown) => {
      const { port, answer } = (typeof held === 'object' && held !== null ? held : {}) as Record<
        string,
        unknown
      >;
      return answer === undefined ? line(name, held) : line(`${name} ${String(port)}`, answer);
    });
  });
}

function line(name: string, told: unknown): string[] {
  if (isPlain(told)) return [`${name}: ${shorten(String(told), 200)}`];
  if (typeof told !== 'object' || told === null || Array.isArray(told)) return [];
  const parts = Object.entries(told)
    .filter(([field, value]) => !leftOut.has(field) && isPlain(value) && value !== '')
    .slice(0, 8)
    .map(([field, value]) => `${shorten(field, 40)} ${shorten(String(value), 120)}`);
  return parts.length > 0 ? [`${name}: ${parts.join(', ')}`] : [];
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
