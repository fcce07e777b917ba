import type { Message } from './catalogue.ts';

/** What web pages were found to answer. */
export const httpTexts = {
  httpRedirects: {
    en: ({ url, location }: { url: string; location: string }) => `${url} redirects to ${location}.`,
    es: ({ url, location }: { url: string; location: string }) => `${url} redirige a ${location}.`,
  },
  httpNoRedirect: {
    en: ({ url, code, to }: { url: string; code: number; to: string }) =>
      `${url} answers ${code} in place of a redirect to ${to}. Make the listener redirect every plain request.`,
    es: ({ url, code, to }: { url: string; code: number; to: string }) =>
      `${url} responde ${code} en lugar de redirigir a ${to}. Configure el agente de escucha para que redirija todas las solicitudes sin cifrar.`,
  },
  httpRedirectsElsewhere: {
    en: ({ url, location, to }: { url: string; location: string; to: string }) =>
      `${url} redirects to ${location}, which is not ${to}. Correct the redirect's target.`,
    es: ({ url, location, to }: { url: string; location: string; to: string }) =>
      `${url} redirige a ${location}, que no es ${to}. Corrija el destino de la redirección.`,
  },
  httpStatusHeld: {
    en: ({ url, code }: { url: string; code: number }) => `${url} answers ${code}.`,
    es: ({ url, code }: { url: string; code: number }) => `${url} responde ${code}.`,
  },
  httpStatusOther: {
    en: ({ url, code, wanted }: { url: string; code: number; wanted: string }) =>
      `${url} answers ${code}; expected: ${wanted}. Check the publishing rule and the service behind it.`,
    es: ({ url, code, wanted }: { url: string; code: number; wanted: string }) =>
      `${url} responde ${code}; se esperaba: ${wanted}. Compruebe la regla de publicación y el servicio al que dirige.`,
  },
  httpHeaderHeld: {
    en: ({ url, header, actual }: { url: string; header: string; actual: string }) =>
      `${url} answers with ${header}: ${actual}.`,
    es: ({ url, header, actual }: { url: string; header: string; actual: string }) =>
      `${url} responde con ${header}: ${actual}.`,
  },
  httpHeaderAbsent: {
    en: ({ url, header }: { url: string; header: string }) => `${url} answers without ${header}.`,
    es: ({ url, header }: { url: string; header: string }) => `${url} responde sin ${header}.`,
  },
  httpHeaderMissing: {
    en: ({ url, header }: { url: string; header: string }) =>
      `${url} answers without the header ${header}. Check that the right service answers, and that the proxy lets the header through.`,
    es: ({ url, header }: { url: string; header: string }) =>
      `${url} responde sin el encabezado ${header}. Compruebe que responde el servicio correcto y que el proxy deja pasar el encabezado.`,
  },
  httpHeaderOther: {
    en: ({ url, header, actual, wanted }: { url: string; header: string; actual: string; wanted: string }) =>
      `${url} answers with ${header}: ${actual}; expected: ${wanted}. Check which service answers.`,
    es: ({ url, header, actual, wanted }: { url: string; header: string; actual: string; wanted: string }) =>
      `${url} responde con ${header}: ${actual}; se esperaba: ${wanted}. Compruebe qué servicio responde.`,
  },
  httpHeaderTellsTooMuch: {
    en: ({ url, header, actual }: { url: string; header: string; actual: string }) =>
      `${url} tells ${header}: ${actual}. Have the proxy remove this header.`,
    es: ({ url, header, actual }: { url: string; header: string; actual: string }) =>
      `${url} revela ${header}: ${actual}. Configure el proxy para que quite ese encabezado.`,
  },
  httpBodyHeld: {
    en: ({ url, where, wanted }: { url: string; where: string; wanted: string }) =>
      `The answer of ${url} holds what is expected (${`${where} ${wanted}`.trim()}).`,
    es: ({ url, where, wanted }: { url: string; where: string; wanted: string }) =>
      `La respuesta de ${url} contiene lo esperado (${`${where} ${wanted}`.trim()}).`,
  },
  httpBodyOther: {
    en: ({ url, where, wanted, actual }: { url: string; where: string; wanted: string; actual: string }) =>
      `The answer of ${url} holds other text${where ? ` at ${where}` : ''}: ${actual}; expected: ${wanted}. Check which service answers.`,
    es: ({ url, where, wanted, actual }: { url: string; where: string; wanted: string; actual: string }) =>
      `La respuesta de ${url} contiene otro texto${where ? ` en ${where}` : ''}: ${actual}; se esperaba: ${wanted}. Compruebe qué servicio responde.`,
  },
  httpBodyWithout: {
    en: ({ url, code, where }: { url: string; code: number; where: string }) =>
      `The answer of ${url} (${code}) has nothing at ${where}. Check which service answers.`,
    es: ({ url, code, where }: { url: string; code: number; where: string }) =>
      `La respuesta de ${url} (${code}) no tiene nada en ${where}. Compruebe qué servicio responde.`,
  },
  httpBodyUnreadable: {
    en: ({ url, code }: { url: string; code: number }) =>
      `The answer of ${url} (${code}) is no JSON. Check which service answers.`,
    es: ({ url, code }: { url: string; code: number }) =>
      `La respuesta de ${url} (${code}) no es JSON. Compruebe qué servicio responde.`,
  },
  httpBodyTooLong: {
    en: ({ url }: { url: string }) =>
      `The answer of ${url} is longer than this tool reads, and its start does not hold what is expected.`,
    es: ({ url }: { url: string }) =>
      `La respuesta de ${url} es más larga de lo que lee esta herramienta y su comienzo no contiene lo esperado.`,
  },
} satisfies Record<string, Message>;
