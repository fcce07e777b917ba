import type { Message } from './catalogue.ts';

/** Why a check ended as it did. */
export const verdictTexts = {
  flowOpen: {
    en: ({ port }: { port: string }) => `Port ${port} is open.`,
    es: ({ port }: { port: string }) => `El puerto ${port} está abierto.`,
  },
} satisfies Record<string, Message>;
