/** What became of one host name. An error is an answer too: its checks are inconclusive, and say why. */
export type Resolution =
  | { readonly status: 'resolved'; readonly addresses: readonly string[] }
  /** ENOTFOUND, ETIMEOUT, … */
  | { readonly status: 'failed'; readonly code: string };

/** Every host name of a site's roles, as the site writes it. Made once, before the plan. */
export type ResolvedNames = ReadonlyMap<string, Resolution>;
