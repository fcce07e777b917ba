import { shorten } from './clean.ts';
import type { Words } from './words.ts';

/** What the conversation's name says already, bytes as they came, and what the certificates' own section tells. */
const leftOut = new Set(['kind', 'der', 'heard', 'body', 'chain', 'sha256', 'bodyTruncated', 'truncated']);

/**
 * The facts of each conversation in a line: what `probe` would say of it, else its plain values ("tls 443: version
 * TLSv1.3"); report.json keeps the rest.
 */
export function factWords(facts: Readonly<Record<string, unknown>>, words: Words): string[] {
  return Object.entries(facts).flatMap(([conversation, told]) => {
    const name = shorten(conversation, 40);
    if (!Array.isArray(told)) return line(name, told, words);
    return told.slice(0, 10).flatMap((held: unknown) => {
      const { port, answer } = (typeof held === 'object' && held !== null ? held : {}) as Record<
        string,
        unknown
      >;
      return answer === undefined ? line(name, held, words) : line(`${name} ${String(port)}`, answer, words);
    });
  });
}

function line(name: string, told: unknown, words: Words): string[] {
  if (isPlain(told)) return [`${name}: ${shorten(String(told), 200)}`];
  if (typeof told !== 'object' || told === null || Array.isArray(told)) return [];
  const sentence = sentenceOf(told as Readonly<Record<string, unknown>>, words);
  if (sentence !== undefined) return [`${name}: ${sentence}`];
  const parts = Object.entries(told)
    .filter(([field, value]) => !leftOut.has(field) && isPlain(value) && value !== '')
    .slice(0, 8)
    .map(([field, value]) => `${shorten(field, 40)} ${shorten(String(value), 120)}`);
  return parts.length > 0 ? [`${name}: ${parts.join(', ')}`] : [];
}

/** A report may come from anywhere: what is not of the known form is told by its values. */
function sentenceOf(told: Readonly<Record<string, unknown>>, words: Words): string | undefined {
  const text = (field: string): string => shorten(String(told[field]), 120);
  const number = (field: string): number => Number(told[field]);
  const has = (...fields: readonly string[]): boolean => fields.every((field) => isPlain(told[field]));
  switch (`${text('kind')} ${text('status')}`) {
    case 'tls served':
      return has('version', 'cipher', 'certificatesSent')
        ? words('answerTls', {
            version: text('version'),
            cipher: text('cipher'),
            certificates: number('certificatesSent'),
          })
        : undefined;
    case 'tls unagreed':
      return has('version', 'keyExchange')
        ? words('answerUnagreed', { version: text('version'), keyExchange: text('keyExchange') })
        : undefined;
    case 'tls plain':
      return has('service') ? words('answerPlain', { service: text('service') }) : undefined;
    case 'http answered':
      return has('code', 'reason')
        ? words('answerHttp', { code: number('code'), reason: text('reason') })
        : undefined;
    case 'sip answered':
      return has('code')
        ? words('sipAnswered', { code: number('code'), server: has('server') ? text('server') : '' })
        : undefined;
    default:
      return undefined;
  }
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
