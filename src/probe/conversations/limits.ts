/** What one conversation may cost, whatever the other side sends. */
export interface ConversationLimits {
  /** For the connection's own handshake. */
  readonly connectMs: number;
  /** From the connection to the answer: a server of one byte a second gets no more than this. */
  readonly deadlineMs: number;
  /** How long a service that speaks first is waited for. */
  readonly listenMs: number;
  /** Bytes read over one connection; a certificate of 10,000 names takes some 300 KB. */
  readonly bytes: number;
  /** Bytes kept of a banner or an unrecognised answer. */
  readonly heardBytes: number;
  /** Bytes kept of an HTTP body. */
  readonly bodyBytes: number;
  /** Bytes of an HTTP answer's headers. */
  readonly headerBytes: number;
}

/** Limits for a path whose answers take up to `timeoutMs`. */
export function conversationLimits(timeoutMs: number): ConversationLimits {
  return {
    connectMs: timeoutMs,
    // Three turns of talk, and never less than slow services (a loaded IIS) need for their first page.
    deadlineMs: Math.max(3 * timeoutMs, 10_000),
    listenMs: Math.max(timeoutMs, 2_000),
    bytes: 1 << 20,
    heardBytes: 1024,
    bodyBytes: 64 << 10,
    headerBytes: 16 << 10,
  };
}
