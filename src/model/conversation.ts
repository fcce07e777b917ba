/**
 * What is asked of an open port beyond its handshake, and what came back. A request is plain JSON: equal
 * requests at one port are made once. Every answer has caps on bytes, count and time.
 */
export type ConversationRequest =
  | { readonly kind: 'tls'; readonly serverName: string | null }
  | { readonly kind: 'http'; readonly tls: boolean; readonly host: string; readonly path: string }
  | { readonly kind: 'banner' };

/** A conversation that broke says where and how; what was learnt until then is kept beside it. */
export interface ConversationFailure {
  readonly step: 'connect' | 'tls' | 'http' | 'read';
  readonly code: string;
  readonly detail: string;
}
