/** A value as a sentence begins with it; null: nothing was there. */
export function given(value: string | null): string {
  return value === null ? 'A blank value' : `"${value}"`;
}

/** The same in Spanish. */
export function dado(value: string | null): string {
  return value === null ? 'Un valor en blanco' : `«${value}»`;
}

export function didYouMean(near: string | null): string {
  return near === null ? '' : ` Did you mean "${near}"?`;
}

export function queriaDecir(near: string | null): string {
  return near === null ? '' : ` ¿Quería decir «${near}»?`;
}
