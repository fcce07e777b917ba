import { InputError } from '../model/mistake.ts';
import { mistakeAtOffset } from './mistakes.ts';
import { deepest, type Place, reservedKeys, type SourceEntry, type SourceNode } from './source.ts';

interface Read {
  readonly file: string;
  readonly placeOf: (at: number) => Place;
}

/** Reads JSON (RFC 8259), strictly: a key given twice is a mistake. Keeps the place of every value. */
export function readJson(text: string, read: Read): SourceNode {
  const reader = new JsonReader(text, read);
  const root = reader.value(0);
  reader.end();
  return root;
}

/** Holds the position in the text while it is read. */
class JsonReader {
  readonly #text: string;
  readonly #read: Read;
  #at = 0;

  constructor(text: string, read: Read) {
    this.#text = text;
    this.#read = read;
  }

  value(depth: number): SourceNode {
    this.#skipSpace();
    const at = this.#at;
    if (depth > deepest) this.#refuse('nestedTooDeep', { deepest });
    const first = this.#text[at];
    if (first === '{') return this.#map(depth);
    if (first === '[') return this.#list(depth);
    if (first === '"') return { kind: 'scalar', at, value: this.#string() };
    return { kind: 'scalar', at, value: this.#word() };
  }

  end(): void {
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#refuse('jsonSyntax');
  }

  #map(depth: number): SourceNode {
    const at = this.#at++;
    const entries = new Map<string, SourceEntry>();
    if (this.#take('}')) return { kind: 'map', at, entries };
    do {
      this.#skipSpace();
      const keyAt = this.#at;
      if (this.#text[keyAt] !== '"') this.#refuse('jsonSyntax');
      const key = this.#string();
      const code = reservedKeys.has(key) ? 'keyReserved' : entries.has(key) ? 'keyTwice' : undefined;
      if (code !== undefined) throw new InputError([mistakeAtOffset(this.#read, keyAt, code, { key })]);
      if (!this.#take(':')) this.#refuse('jsonSyntax');
      entries.set(key, { keyAt, node: this.value(depth + 1) });
    } while (this.#take(','));
    if (!this.#take('}')) this.#refuse('jsonSyntax');
    return { kind: 'map', at, entries };
  }

  #list(depth: number): SourceNode {
    const at = this.#at++;
    const items: SourceNode[] = [];
    if (this.#take(']')) return { kind: 'list', at, items };
    do items.push(this.value(depth + 1));
    while (this.#take(','));
    if (!this.#take(']')) this.#refuse('jsonSyntax');
    return { kind: 'list', at, items };
  }

  #string(): string {
    let end = this.#at + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    const text = this.#parse(this.#text.slice(this.#at, end + 1));
    if (typeof text !== 'string') return this.#refuse('jsonSyntax');
    this.#at = end + 1;
    return text;
  }

  #word(): number | boolean | null {
    const [word = ''] = /^[\w.+-]*/.exec(this.#text.slice(this.#at, this.#at + 40)) ?? [];
    const value = this.#parse(word);
    if (value !== null && typeof value !== 'number' && typeof value !== 'boolean')
      return this.#refuse('jsonSyntax');
    this.#at += word.length;
    return value;
  }

  /** Single tokens only, so that escapes and numbers are read by the one authority on them. */
  #parse(token: string): unknown {
    try {
      return JSON.parse(token) as unknown;
    } catch (cause) {
      return this.#refuse('jsonSyntax', {}, { cause });
    }
  }

  #take(mark: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? '.')) this.#at++;
  }

  #refuse(code: string, values: Record<string, string | number> = {}, options?: ErrorOptions): never {
    throw new InputError([mistakeAtOffset(this.#read, this.#at, code, values)], options);
  }
}
