import { hasPort, portSet, type PortSet } from '../model/ports.ts';

/** Enough that no honest host has a service behind each, few enough to cost nothing. */
export const decoyCount = 4;

/** Where nearly everything is documented, fewer decoys are found, or none. */
const mostTries = 1000;

const [lowest, highest] = [10_000, 65_000];

/**
 * Ports of an address that nobody documents. The same in every run, so that runs can be compared; different
 * from address to address, so that no device learns them.
 */
export function decoysFor(address: string, documented: PortSet): PortSet {
  const ports = new Set<number>();
  let state = 2_166_136_261;
  // FNV-1a over the address, then on and on for further ports.
  for (const char of address) state = Math.imul(state ^ char.charCodeAt(0), 16_777_619) >>> 0;
  for (let tries = 0; tries < mostTries && ports.size < decoyCount; tries++) {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) >>> 0;
    state = (state + 2_654_435_769) >>> 0;
    const port = lowest + (((state ^ (state >>> 13)) >>> 0) % (highest - lowest));
    if (!hasPort(documented, port)) ports.add(port);
  }
  return portSet(ports);
}
