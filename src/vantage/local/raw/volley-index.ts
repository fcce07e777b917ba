import type { SynVolley } from './syn-volley.ts';

/** Which volleys an answer from an address may belong to. */
export class VolleyIndex {
  private readonly byAddress = new Map<string | number, SynVolley[]>();

  /** The newest volley comes first: it is the likeliest. */
  add(volley: SynVolley): void {
    const key = keyOf(volley.destination.bytes);
    this.byAddress.set(key, [volley, ...(this.byAddress.get(key) ?? [])]);
  }

  remove(volley: SynVolley): void {
    const key = keyOf(volley.destination.bytes);
    const left = (this.byAddress.get(key) ?? []).filter((other) => other !== volley);
    if (left.length === 0) this.byAddress.delete(key);
    else this.byAddress.set(key, left);
  }

  at(address: Uint8Array): readonly SynVolley[] {
    return this.byAddress.get(keyOf(address)) ?? none;
  }
}

const none: readonly SynVolley[] = [];

function keyOf(bytes: Uint8Array): string | number {
  if (bytes.length === 4) return ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0;
  return String.fromCharCode(...bytes);
}
