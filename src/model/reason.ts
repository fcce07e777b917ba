/** What a message's placeholders stand for: plain JSON, so that any language can be rendered later. */
export type ReasonValue = string | number | boolean | null | readonly (string | number)[];

export type ReasonValues = Readonly<Record<string, ReasonValue>>;

/**
 * Why something is as it is: the key of a message in the text catalogue, and the values that it speaks of.
 * Values that came from the network are raw here: each sink cleans what it prints.
 */
export interface Reason {
  readonly code: string;
  readonly values: ReasonValues;
}
