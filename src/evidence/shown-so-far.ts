import type { Observation } from '../model/observation.ts';

/** All that one target showed. */
export interface TargetShown {
  readonly vantage: string;
  readonly address: string | null;
  readonly observations: readonly Observation[];
  /** It need not be asked again. */
  readonly whole: boolean;
}

/** What targets showed, as it comes: where one was asked again, the last time counts, and the others are kept. */
export class ShownSoFar {
  readonly #byPlace = new Map<string, TargetShown>();
  /** What targets showed before they were asked again: what was seen open then was open. */
  readonly replaced: TargetShown[] = [];

  add(shown: TargetShown): void {
    const place = JSON.stringify([shown.vantage, shown.address]);
    const before = this.#byPlace.get(place);
    if (before !== undefined) this.replaced.push(before);
    this.#byPlace.set(place, shown);
  }

  /** Each target once. */
  get shown(): TargetShown[] {
    return [...this.#byPlace.values()];
  }
}
