import type { Message } from './catalogue.ts';

/** What was found behind an open port, whatever was asked of it. */
export const conversationTexts = {
  conversationMissing: {
    en: () => 'The port was not asked what it serves: the run ended before that. Run the audit again.',
    es: () =>
      'No se preguntó al puerto qué servicio presta: la ejecución terminó antes. Repita la auditoría.',
  },
  conversationNotConnected: {
    en: ({ code }: { code: string }) =>
      `The port was open in the sweep, but the connection for the conversation failed (${code}). Run the audit again; if it recurs, something limits connections.`,
    es: ({ code }: { code: string }) =>
      `El puerto estaba abierto en el barrido, pero la conexión para la conversación falló (${code}). Repita la auditoría; si persiste, algo limita las conexiones.`,
  },
  conversationError: {
    en: ({ step, detail }: { step: string; detail: string }) =>
      `The conversation could not be held on this machine (${step}: ${detail}).`,
    es: ({ step, detail }: { step: string; detail: string }) =>
      `No se pudo mantener la conversación desde este equipo (${step}: ${detail}).`,
  },
  conversationTimeout: {
    en: () =>
      'The port accepts connections, but did not answer in time. Check that the service behind it works and that no device in between holds the traffic back.',
    es: () =>
      'El puerto acepta conexiones, pero no respondió a tiempo. Compruebe que el servicio funciona y que ningún dispositivo intermedio retiene el tráfico.',
  },
  conversationClosed: {
    en: () =>
      'The port accepts connections and ends them without an answer. Check that the documented service runs behind it and that the proxy or load balancer reaches it.',
    es: () =>
      'El puerto acepta conexiones y las cierra sin responder. Compruebe que el servicio documentado está en ejecución y que el proxy o el equilibrador de carga llega a él.',
  },
  conversationReset: {
    en: () =>
      'The port accepts connections and then resets them. Check that the documented service runs behind it and that no device in between cuts the conversation.',
    es: () =>
      'El puerto acepta conexiones y después las restablece. Compruebe que el servicio documentado está en ejecución y que ningún dispositivo intermedio corta la conversación.',
  },
  conversationMalformed: {
    en: ({ detail }: { detail: string }) =>
      `The answer does not follow its protocol (${detail}). Check which program serves this port.`,
    es: ({ detail }: { detail: string }) =>
      `La respuesta no cumple su protocolo (${detail}). Compruebe qué programa atiende este puerto.`,
  },
  conversationTooMuch: {
    en: ({ detail }: { detail: string }) =>
      `The answer was broken off, for it passed the limits of this tool (${detail}). Check which program serves this port.`,
    es: ({ detail }: { detail: string }) =>
      `La respuesta se interrumpió porque superó los límites de esta herramienta (${detail}). Compruebe qué programa atiende este puerto.`,
  },
  startTlsRefused: {
    en: ({ detail }: { detail: string }) =>
      `The service does not turn to TLS when asked (${detail}). Give it a certificate and allow STARTTLS.`,
    es: ({ detail }: { detail: string }) =>
      `El servicio no pasa a TLS cuando se le pide (${detail}). Asígnele un certificado y permita STARTTLS.`,
  },
  autodiscoverHeld: {
    en: ({ url, access, link }: { url: string; access: string; link: string }) =>
      `Autodiscover answers at ${url} (AccessLocation ${access}, ${link}).`,
    es: ({ url, access, link }: { url: string; access: string; link: string }) =>
      `La detección automática responde en ${url} (AccessLocation ${access}, ${link}).`,
  },
  autodiscoverRedirected: {
    en: ({ url, location }: { url: string; location: string }) =>
      `${url} is redirected to ${location} in place of being answered. Requests for Autodiscover must be bridged to the pool (80 to 8080, 443 to 4443).`,
    es: ({ url, location }: { url: string; location: string }) =>
      `${url} se redirige a ${location} en lugar de responderse. Las solicitudes de detección automática deben dirigirse al grupo de servidores (80 a 8080, 443 a 4443).`,
  },
  autodiscoverStatus: {
    en: ({ url, code }: { url: string; code: number }) =>
      `${url} answers ${code} in place of the Autodiscover service. Check that the proxy publishes this name, that the original Host header reaches the pool, and that the pool's web services run.`,
    es: ({ url, code }: { url: string; code: number }) =>
      `${url} responde ${code} en lugar del servicio de detección automática. Compruebe que el proxy inverso publica ese nombre, que el encabezado Host original llega al grupo de servidores y que sus servicios web están en ejecución.`,
  },
  autodiscoverOther: {
    en: ({ url }: { url: string }) =>
      `Something other than the Autodiscover service answers at ${url}. Check where the proxy sends this name.`,
    es: ({ url }: { url: string }) =>
      `En ${url} responde algo distinto del servicio de detección automática. Compruebe adónde dirige el proxy inverso ese nombre.`,
  },
  autodiscoverWithoutLinks: {
    en: ({ url }: { url: string }) =>
      `The answer of ${url} has no link to the Autodiscover service. Check the external web services URL of the pool.`,
    es: ({ url }: { url: string }) =>
      `La respuesta de ${url} no contiene ningún vínculo al servicio de detección automática. Compruebe la URL de servicios web externos del grupo de servidores.`,
  },
  autodiscoverWithoutLocation: {
    en: ({ url, link }: { url: string; link: string }) =>
      `The answer of ${url} leads to ${link}, but does not say from which web site it comes. Check the pool's version.`,
    es: ({ url, link }: { url: string; link: string }) =>
      `La respuesta de ${url} conduce a ${link}, pero no indica de qué sitio web procede. Compruebe la versión del grupo de servidores.`,
  },
  autodiscoverInternal: {
    en: ({ url }: { url: string }) =>
      `The internal web site answers at ${url}. The proxy probably sends traffic to 443 or 80 of the pool in place of 4443 or 8080: correct the bridging.`,
    es: ({ url }: { url: string }) =>
      `En ${url} responde el sitio web interno. Es probable que el proxy inverso dirija el tráfico al puerto 443 u 80 del grupo de servidores en lugar del 4443 u 8080: corrija la redirección de puertos.`,
  },
  autodiscoverExternal: {
    en: ({ url }: { url: string }) =>
      `The external web site answers at ${url}, where the internal one is expected. Check which port of the pool this name leads to.`,
    es: ({ url }: { url: string }) =>
      `En ${url} responde el sitio web externo, cuando se espera el interno. Compruebe a qué puerto del grupo de servidores conduce ese nombre.`,
  },
  bannerHeld: {
    en: ({ actual }: { actual: string }) => `The service says: ${actual}.`,
    es: ({ actual }: { actual: string }) => `El servicio dice: ${actual}.`,
  },
  bannerOther: {
    en: ({ actual, wanted }: { actual: string; wanted: string }) =>
      `The service says: ${actual}; expected: ${wanted}. Check which program serves this port.`,
    es: ({ actual, wanted }: { actual: string; wanted: string }) =>
      `El servicio dice: ${actual}; se esperaba: ${wanted}. Compruebe qué programa atiende este puerto.`,
  },
} satisfies Record<string, Message>;
