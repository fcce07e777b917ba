const spans: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** 90d, 4h, 30m, 45s, in milliseconds; undefined: it is none of these. */
export function readSpanMs(text: string): number | undefined {
  const [, count, unit] = /^([1-9]\d{0,4})([smhd])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * spans[unit!]!;
}
