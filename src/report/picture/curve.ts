interface Point {
  readonly x: number;
  readonly y: number;
}

/** An SVG path through dagre's points: straight at both ends, each corner rounded through the middles between points. */
export function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const parts = [`M${first.x} ${first.y}`];
  rest.forEach((point, i) => {
    const next = rest[i + 1];
    if (next === undefined) parts.push(`L${point.x} ${point.y}`);
    else parts.push(`Q${point.x} ${point.y} ${middle(point.x, next.x)} ${middle(point.y, next.y)}`);
  });
  return parts.join('');
}

function middle(a: number, b: number): number {
  return Math.round((a + b) * 5) / 10;
}
