import type { Order, VolleyNews } from './protocol.ts';

/** One way of sweeping, as the sweeping process drives it. */
export interface Sweeper {
  readonly start: (order: Extract<Order, { kind: 'volley' }>, nowMs: number) => void;
  readonly grant: (id: number, count: number) => void;
  readonly abort: (id: number, nowMs: number) => void;
  /** Does what can be done now. Answers in how many milliseconds it wants to go on: 0 at once, Infinity never. */
  readonly turn: (nowMs: number) => number;
  /** What is to be told; all of it when `everything`, else only what can't wait. */
  readonly news: (nowMs: number, everything: boolean) => VolleyNews[];
}
