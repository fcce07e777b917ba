/** What a host name stood for, asked once per run. Addresses are canonical, in the resolver's order. */
export type ResolvedName =
  | { readonly status: 'resolved'; readonly addresses: readonly string[] }
  /** `code` is the resolver's own: ENOTFOUND, EAI_AGAIN, … */
  | { readonly status: 'failed'; readonly code: string };

export type ResolvedNames = ReadonlyMap<string, ResolvedName>;
