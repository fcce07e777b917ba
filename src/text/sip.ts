import type { Message } from './catalogue.ts';

/** What SIP servers were found to answer. */
export const sipTexts = {
  sipAnswered: {
    en: ({ code, server }: { code: number; server: string }) =>
      `SIP answers OPTIONS with ${code}${server === '' ? '' : ` (${server})`}.`,
    es: ({ code, server }: { code: number; server: string }) =>
      `SIP responde a OPTIONS con ${code}${server === '' ? '' : ` (${server})`}.`,
  },
  sipOtherStatus: {
    en: ({ code, wanted }: { code: number; wanted: string }) =>
      `SIP answers OPTIONS with ${code}; expected: ${wanted}. Check which server has the port, and its routing.`,
    es: ({ code, wanted }: { code: number; wanted: string }) =>
      `SIP responde a OPTIONS con ${code}; se esperaba: ${wanted}. Compruebe qué servidor ocupa el puerto y su enrutamiento.`,
  },
  sipOther: {
    en: ({ heard }: { heard: string }) =>
      `What answers an OPTIONS of SIP is not SIP: ${heard}. Find out which program has the port.`,
    es: ({ heard }: { heard: string }) =>
      `Lo que responde a un OPTIONS de SIP no es SIP: ${heard}. Averigüe qué programa ocupa el puerto.`,
  },
  sipClientCertificate: {
    en: () =>
      'The server speaks TLS, and wants a certificate of the client before it speaks SIP: servers among themselves do (mutual TLS). portwitness has none to show; whether SIP answers stays open.',
    es: () =>
      'El servidor habla TLS y exige un certificado del cliente antes de hablar SIP: así lo hacen los servidores entre sí (TLS mutuo). portwitness no tiene ninguno que mostrar; queda sin saber si SIP responde.',
  },
} satisfies Record<string, Message>;
