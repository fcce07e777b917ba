import type { Message } from './catalogue.ts';

/** What was found behind an open port. */
export const expectationTexts = {
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
  tlsServed: {
    en: ({ version, cipher }: { version: string; cipher: string }) =>
      `The port speaks TLS (${version}, ${cipher}).`,
    es: ({ version, cipher }: { version: string; cipher: string }) =>
      `El puerto habla TLS (${version}, ${cipher}).`,
  },
  tlsPlain: {
    en: ({ service }: { service: string }) =>
      `The port speaks ${service} in plain text, where TLS is documented. Bind a certificate to the listener, or check that the port forwards to the TLS listener.`,
    es: ({ service }: { service: string }) =>
      `El puerto habla ${service} en texto sin cifrar, cuando lo documentado es TLS. Asigne un certificado al agente de escucha o compruebe que el puerto reenvía al agente de escucha TLS.`,
  },
  tlsPlainUnknown: {
    en: () =>
      'What the port answers is not TLS. Check which service listens there; the documents call for TLS.',
    es: () =>
      'Lo que responde el puerto no es TLS. Compruebe qué servicio escucha en él; los documentos exigen TLS.',
  },
  tlsRefused: {
    en: ({ alert, name }: { alert: string; name: string }) =>
      `The port speaks TLS, but refuses a client that asks for ${name} (${alert}). Check that the listener serves this name and has a certificate with its key.`,
    es: ({ alert, name }: { alert: string; name: string }) =>
      `El puerto habla TLS, pero rechaza a un cliente que solicita ${name} (${alert}). Compruebe que el agente de escucha atiende ese nombre y dispone de un certificado con su clave.`,
  },
  tlsRefusedWithoutName: {
    en: ({ alert }: { alert: string }) =>
      `The port speaks TLS, but refuses a client that names no server (${alert}). Give the host name in the site file, so that it can be asked for.`,
    es: ({ alert }: { alert: string }) =>
      `El puerto habla TLS, pero rechaza a un cliente que no indica el nombre del servidor (${alert}). Escriba el nombre de host en el archivo del sitio para poder solicitarlo.`,
  },
  certificateUnreadable: {
    en: ({ problem }: { problem: string }) =>
      `The certificate can't be read (${problem || 'none was sent'}). Replace it.`,
    es: ({ problem }: { problem: string }) =>
      `El certificado no se puede leer (${problem || 'no se envió ninguno'}). Sustitúyalo.`,
  },
  tlsNamesNotGiven: {
    en: ({ questions }: { questions: readonly string[] }) =>
      `The site gives no host names for ${list(questions)}, so the certificate's names could not be checked. Add them under "names" in the site file.`,
    es: ({ questions }: { questions: readonly string[] }) =>
      `El sitio no indica nombres de host para ${list(questions)}, por lo que no se pudieron comprobar los nombres del certificado. Añádalos en «names» en el archivo del sitio.`,
  },
  tlsNamesCovered: {
    en: ({ names }: { names: readonly string[] }) => `The certificate covers ${list(names)}.`,
    es: ({ names }: { names: readonly string[] }) => `El certificado cubre ${list(names)}.`,
  },
  tlsNamesMissing: {
    en: ({ names, present }: { names: readonly string[]; present: readonly string[] }) =>
      `The certificate does not cover ${list(names)}; its names are ${list(present) || 'none'}. Request one with the missing names as subject alternative names.`,
    es: ({ names, present }: { names: readonly string[]; present: readonly string[] }) =>
      `El certificado no cubre ${list(names)}; sus nombres son: ${list(present) || 'ninguno'}. Solicite uno que incluya los nombres que faltan como nombres alternativos del sujeto (SAN).`,
  },
  tlsNamesOnlyCommonName: {
    en: ({ names }: { names: readonly string[] }) =>
      `${list(names)} stands only in the certificate's common name, which clients no longer read. Request a certificate with it as subject alternative name.`,
    es: ({ names }: { names: readonly string[] }) =>
      `${list(names)} figura solo en el nombre común del certificado, que los clientes ya no leen. Solicite un certificado que lo incluya como nombre alternativo del sujeto (SAN).`,
  },
  tlsWildcardCommonName: {
    en: ({ names }: { names: readonly string[] }) =>
      `The certificate's common name is a wildcard (${list(names)}), which the documents allow only among the alternative names. Request one whose common name is a full host name.`,
    es: ({ names }: { names: readonly string[] }) =>
      `El nombre común del certificado es un comodín (${list(names)}), que los documentos solo admiten entre los nombres alternativos. Solicite uno cuyo nombre común sea un nombre de host completo.`,
  },
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
} satisfies Record<string, Message>;

function list(texts: readonly (string | number)[]): string {
  return texts.join(', ');
}
