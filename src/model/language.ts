/** The languages that every text of the program exists in. */
export const languages = ['en', 'es'] as const;

export type Language = (typeof languages)[number];

/** A text in every language. */
export type Text = { readonly [language in Language]: string };
