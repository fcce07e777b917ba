import type { Message } from './catalogue.ts';

/** What one conversation brought, in a line: `probe` and the reports say it alike. */
export const answerTexts = {
  answerBroken: {
    en: ({ kind, step, code, detail }: { kind: string; step: string; code: string; detail: string }) =>
      `${kind}: broke off at ${step}: ${code} ${detail}`.trimEnd(),
    es: ({ kind, step, code, detail }: { kind: string; step: string; code: string; detail: string }) =>
      `${kind}: se interrumpió en ${step}: ${code} ${detail}`.trimEnd(),
  },
  answerHttp: {
    en: ({ code, reason }: { code: number; reason: string }) => `HTTP answered ${code} ${reason}`,
    es: ({ code, reason }: { code: number; reason: string }) => `HTTP respondió ${code} ${reason}`,
  },
  answerPlain: {
    en: ({ service }: { service: string }) => `This port speaks no TLS; it speaks ${service}.`,
    es: ({ service }: { service: string }) => `Este puerto no habla TLS; habla ${service}.`,
  },
  answerAlert: {
    en: ({ alert }: { alert: string }) => `The server ended the TLS handshake with the alert ${alert}.`,
    es: ({ alert }: { alert: string }) => `El servidor terminó la negociación TLS con la alerta ${alert}.`,
  },
  answerTls: {
    en: ({ version, cipher, certificates }: { version: string; cipher: string; certificates: number }) =>
      `${version}, ${cipher}, certificates sent: ${certificates}`,
    es: ({ version, cipher, certificates }: { version: string; cipher: string; certificates: number }) =>
      `${version}, ${cipher}, certificados enviados: ${certificates}`,
  },
  answerUnagreed: {
    en: ({ version, keyExchange }: { version: string; keyExchange: string }) =>
      `${version} over ${keyExchange} alone: its certificates can't be read from here`,
    es: ({ version, keyExchange }: { version: string; keyExchange: string }) =>
      `${version} solo con ${keyExchange}: desde aquí no se pueden leer sus certificados`,
  },
  answerTlsNewer: {
    en: () => 'TLSv1.3 is spoken too',
    es: () => 'también habla TLSv1.3',
  },
} satisfies Record<string, Message>;
