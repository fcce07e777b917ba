import type { Language } from '../../model/language.ts';
import type { Allowances } from '../../plan/allow-rules.ts';

/** One way of writing the rules that a site needs. Pure. */
export interface FirewallFormat {
  readonly name: string;
  readonly render: (allowances: Allowances, options: FirewallOptions) => string;
}

export interface FirewallOptions {
  readonly site: string;
  readonly language: Language;
  /** A sentence of the text catalogue in that language, without line breaks. */
  readonly say: (code: string, values?: Readonly<Record<string, string | number>>) => string;
}
