import * as z from 'zod';

/** Comparisons that take time in proportion to the text: profiles are written by strangers, so no patterns. */
export const textFacts = {
  is: z.string().optional().describe('Exactly this text'),
  contains: z.string().min(1).optional().describe('This text somewhere'),
  startsWith: z.string().min(1).optional().describe('This text at the start'),
};

export interface TextFacts {
  readonly is?: string | undefined;
  readonly contains?: string | undefined;
  readonly startsWith?: string | undefined;
}

export function holds({ is, contains, startsWith }: TextFacts, text: string): boolean {
  return (
    (is === undefined || text === is) &&
    (contains === undefined || text.includes(contains)) &&
    (startsWith === undefined || text.startsWith(startsWith))
  );
}

/** The comparison as a person reads it, in either language. */
export function factsText({ is, contains, startsWith }: TextFacts): string {
  return [
    ...(is === undefined ? [] : [`= ${is}`]),
    ...(startsWith === undefined ? [] : [`${startsWith}…`]),
    ...(contains === undefined ? [] : [`…${contains}…`]),
  ].join(', ');
}

/** The start of a text that came from the network, as long as a person reads. */
export function excerpt(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}
