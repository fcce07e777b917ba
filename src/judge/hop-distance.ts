/** The TTLs and hop limits that systems start with: Linux and BSD 64, Windows 128, network devices 255. */
const beginnings = [64, 128, 255];

/** How many hops an answer came, by the least beginning that it can have had; null where it was not seen. */
export function hopDistance(hopsLeft: number | null): number | null {
  if (hopsLeft === null || hopsLeft <= 0) return null;
  return beginnings.find((beginning) => beginning >= hopsLeft)! - hopsLeft;
}

/** Whether an answer came from as far as the control's: undefined where either was not seen. */
export function fromAsFar(hopsLeft: number | null, controlHopsLeft: number | null): boolean | undefined {
  const [mine, control] = [hopDistance(hopsLeft), hopDistance(controlHopsLeft)];
  return mine === null || control === null ? undefined : mine === control;
}
