/** The order of a round: the ports to ask, with controls between them. */
export interface Sequence {
  readonly ports: Uint16Array;
  /** Positions of the controls, ascending; the first and the last position are controls. */
  readonly controls: Uint32Array;
}

/**
 * Spreads `controls` attempts at the control port evenly among the ports, beginning and ending with one, so
 * that every attempt stands between two controls. Without a control port the ports stand alone.
 */
export function interleave(ports: Uint16Array, controlPort: number | null, controls: number): Sequence {
  if (controlPort === null) return { ports, controls: new Uint32Array(0) };
  const count = Math.max(2, controls);
  const sequence = new Uint16Array(ports.length + count);
  const positions = new Uint32Array(count);
  let at = 0;
  let taken = 0;
  for (let i = 0; i < count; i++) {
    positions[i] = at;
    sequence[at++] = controlPort;
    if (i === count - 1) break;
    const until = Math.floor(((i + 1) * ports.length) / (count - 1));
    while (taken < until) sequence[at++] = ports[taken++]!;
  }
  return { ports: sequence, controls: positions };
}

/** Puts the ports into an order that nobody can foresee (Fisher–Yates), in place. `random` is 0 to below 1. */
export function shuffle(ports: Uint16Array, random: () => number): Uint16Array {
  for (let i = ports.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [ports[i], ports[j]] = [ports[j]!, ports[i]!];
  }
  return ports;
}
