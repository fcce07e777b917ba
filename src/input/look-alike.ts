/** The first letter of a text that is outside ASCII, with its code point: such letters look like others. */
export function foreignLetter(
  text: string,
): { readonly letter: string; readonly codePoint: string } | undefined {
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    if (code > 0x7e) return { letter, codePoint: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` };
  }
  return undefined;
}
