/** A question of a UDP protocol that costs the server little, changes nothing there, and is answered by all. */
export interface UdpQuestion {
  /** As the evidence calls an answer that is the protocol's. */
  readonly name: string;
  /** Registered ports of the protocol. */
  readonly ports: readonly number[];
  /** The datagram, with identifiers from `random` that nobody off the path can guess. */
  readonly ask: (random: (bytes: number) => Uint8Array, address: string) => Uint8Array;
  /** Whether a datagram is this protocol's answer to this very question. */
  readonly answers: (answer: Buffer, asked: Buffer) => boolean;
}
