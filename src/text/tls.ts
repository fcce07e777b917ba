import type { Message } from './catalogue.ts';

/** What TLS and its certificates were found to be. */
export const tlsTexts = {
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
  tlsUnagreed: {
    en: ({ version, keyExchange }: { version: string; keyExchange: string }) =>
      `The port speaks ${version}, over the key exchange ${keyExchange} alone. portwitness knows it by name, but can't agree on it: the certificates stay unread. Ask with a client that can, or offer X25519 or P-256 as well.`,
    es: ({ version, keyExchange }: { version: string; keyExchange: string }) =>
      `El puerto habla ${version}, solo con el intercambio de claves ${keyExchange}. portwitness lo conoce por su nombre, pero no puede acordarlo: los certificados quedan sin leer. Compruébelo con un cliente que sepa hacerlo, u ofrezca también X25519 o P-256.`,
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
  tlsKeyNotProven: {
    en: () =>
      "The port shows a certificate, but its handshake is not signed with that certificate's key. Check that certificate and private key of the listener belong together, and that no device answers in its place.",
    es: () =>
      'El puerto muestra un certificado, pero su protocolo de enlace no está firmado con la clave de ese certificado. Compruebe que el certificado y la clave privada del agente de escucha se corresponden y que ningún dispositivo responde en su lugar.',
  },
  tlsStartTlsGranted: {
    en: ({ protocol, version }: { protocol: string; version: string }) =>
      `The service (${protocol}) turns to TLS when asked (${version}).`,
    es: ({ protocol, version }: { protocol: string; version: string }) =>
      `El servicio (${protocol}) pasa a TLS cuando se le pide (${version}).`,
  },
  tlsConditionSpare: {
    en: ({
      names,
      condition,
      cites,
    }: {
      names: readonly string[];
      condition: string;
      cites: readonly string[];
    }) =>
      `The certificate covers ${list(names)}: the site's condition "${condition}" is not needed, and may be set to false (${cited(cites)}).`,
    es: ({
      names,
      condition,
      cites,
    }: {
      names: readonly string[];
      condition: string;
      cites: readonly string[];
    }) =>
      `El certificado cubre ${list(names)}: la condición «${condition}» del sitio no es necesaria y puede establecerse en false (${cited(cites)}).`,
  },
  tlsConditionRightlyOff: {
    en: ({
      names,
      condition,
      cites,
    }: {
      names: readonly string[];
      condition: string;
      cites: readonly string[];
    }) => `The certificate covers ${list(names)}, so that "${condition}" is not needed (${cited(cites)}).`,
    es: ({
      names,
      condition,
      cites,
    }: {
      names: readonly string[];
      condition: string;
      cites: readonly string[];
    }) =>
      `El certificado cubre ${list(names)}, de modo que «${condition}» no es necesaria (${cited(cites)}).`,
  },
  tlsConditionNeeded: {
    en: ({
      names,
      condition,
      cites,
    }: {
      names: readonly string[];
      condition: string;
      cites: readonly string[];
    }) =>
      `The certificate does not cover ${list(names)}, and the site says that "${condition}" holds, as the documents allow (${cited(cites)}).`,
    es: ({
      names,
      condition,
      cites,
    }: {
      names: readonly string[];
      condition: string;
      cites: readonly string[];
    }) =>
      `El certificado no cubre ${list(names)} y el sitio declara que se cumple «${condition}», como permiten los documentos (${cited(cites)}).`,
  },
  tlsConditionWronglyOff: {
    en: ({
      names,
      condition,
      cites,
    }: {
      names: readonly string[];
      condition: string;
      cites: readonly string[];
    }) =>
      `The certificate does not cover ${list(names)}, and the site says that "${condition}" does not hold: clients find neither way. Add the names to the certificate, or open the way that the condition stands for (${cited(cites)}).`,
    es: ({
      names,
      condition,
      cites,
    }: {
      names: readonly string[];
      condition: string;
      cites: readonly string[];
    }) =>
      `El certificado no cubre ${list(names)} y el sitio declara que no se cumple «${condition}»: los clientes no encuentran ninguna de las dos vías. Añada los nombres al certificado o abra la vía que representa la condición (${cited(cites)}).`,
  },
  tlsTrusted: {
    en: ({ anchors }: { anchors: number }) => `The certificate leads to a trusted root (${anchors} at hand).`,
    es: ({ anchors }: { anchors: number }) =>
      `El certificado conduce a una raíz de confianza (${anchors} disponibles).`,
  },
  tlsSelfSigned: {
    en: ({ subject }: { subject: string }) =>
      `The certificate (${subject}) is signed by itself. Bind one that a certification authority issued.`,
    es: ({ subject }: { subject: string }) =>
      `El certificado (${subject}) está firmado por sí mismo. Asigne uno emitido por una entidad de certificación.`,
  },
  tlsUnknownRoot: {
    en: () =>
      "The chain ends at a root that is not trusted here. Use a certificate of a public authority outside, or give the internal authority's root as PEM file in the expectation.",
    es: () =>
      'La cadena termina en una raíz que no es de confianza aquí. Use un certificado de una entidad pública en el exterior, o indique la raíz de la entidad interna como archivo PEM en la expectativa.',
  },
  tlsIssuerMissing: {
    en: ({ subject }: { subject: string }) =>
      `No way leads from the certificate (${subject}) to a trusted root: an intermediate certificate is not sent, or the root is not trusted here. Install the issuer's intermediate certificates on the listener.`,
    es: ({ subject }: { subject: string }) =>
      `Ningún camino lleva del certificado (${subject}) a una raíz de confianza: no se envía un certificado intermedio o la raíz no es de confianza aquí. Instale los certificados intermedios del emisor en el agente de escucha.`,
  },
  tlsPathExpired: {
    en: ({ problem }: { problem: string }) =>
      `A certificate on the way to the root is outside its period of validity (${problem}). Renew it.`,
    es: ({ problem }: { problem: string }) =>
      `Un certificado del camino hacia la raíz está fuera de su período de validez (${problem}). Renuévelo.`,
  },
  tlsUntrusted: {
    en: ({ problem }: { problem: string }) => `The certificate does not lead to a trusted root (${problem}).`,
    es: ({ problem }: { problem: string }) =>
      `El certificado no conduce a una raíz de confianza (${problem}).`,
  },
  tlsChainDisordered: {
    en: ({ sent }: { sent: readonly string[] }) =>
      `The certificates are not sent in the order of their issuers (${sent.join(' → ')}). Install the chain again: the server's own certificate first, then its issuer, and so on.`,
    es: ({ sent }: { sent: readonly string[] }) =>
      `Los certificados no se envían en el orden de sus emisores (${sent.join(' → ')}). Instale de nuevo la cadena: primero el certificado del servidor, después el de su emisor y así sucesivamente.`,
  },
  tlsPinHeld: {
    en: () => 'The chain holds the pinned certificate.',
    es: () => 'La cadena contiene el certificado fijado.',
  },
  tlsPinMissing: {
    en: ({ shown }: { shown: readonly string[] }) =>
      `No certificate of the chain is the pinned one; shown were ${list(shown)} (SHA-256). If the certificate was renewed, correct the pin; if not, find out who answers.`,
    es: ({ shown }: { shown: readonly string[] }) =>
      `Ningún certificado de la cadena es el fijado; se mostraron ${list(shown)} (SHA-256). Si el certificado se renovó, corrija la huella; si no, averigüe quién responde.`,
  },
  tlsValidLongEnough: {
    en: ({ days, notAfter }: { days: number; notAfter: string }) =>
      `Every certificate of the chain is valid; the first to end does so in ${days} days (${notAfter}).`,
    es: ({ days, notAfter }: { days: number; notAfter: string }) =>
      `Todos los certificados de la cadena son válidos; el primero caduca dentro de ${days} días (${notAfter}).`,
  },
  tlsNotYetValid: {
    en: ({ subject, notBefore }: { subject: string; notBefore: string }) =>
      `The certificate (${subject}) is valid only from ${notBefore} on. Check the clocks, and bind a certificate that is valid now.`,
    es: ({ subject, notBefore }: { subject: string; notBefore: string }) =>
      `El certificado (${subject}) no es válido hasta ${notBefore}. Compruebe los relojes y asigne un certificado que ya sea válido.`,
  },
  tlsExpired: {
    en: ({ subject, notAfter }: { subject: string; notAfter: string }) =>
      `The certificate (${subject}) expired at ${notAfter}. Renew it and bind the new one.`,
    es: ({ subject, notAfter }: { subject: string; notAfter: string }) =>
      `El certificado (${subject}) caducó el ${notAfter}. Renuévelo y asigne el nuevo.`,
  },
  tlsExpiresSoon: {
    en: ({
      subject,
      days,
      wanted,
      notAfter,
    }: {
      subject: string;
      days: number;
      wanted: number;
      notAfter: string;
    }) =>
      `The certificate (${subject}) ends in ${days} days (${notAfter}), sooner than the ${wanted} asked for. Renew it.`,
    es: ({
      subject,
      days,
      wanted,
      notAfter,
    }: {
      subject: string;
      days: number;
      wanted: number;
      notAfter: string;
    }) =>
      `El certificado (${subject}) caduca dentro de ${days} días (${notAfter}), antes de los ${wanted} exigidos. Renuévelo.`,
  },
  tlsKeySound: {
    en: ({ key, signature }: { key: string; signature: string }) =>
      `Keys and signatures are sound (${key}, ${signature}).`,
    es: ({ key, signature }: { key: string; signature: string }) =>
      `Las claves y las firmas son adecuadas (${key}, ${signature}).`,
  },
  tlsKeyTooSmall: {
    en: ({ subject, key, expected }: { subject: string; key: string; expected: string }) =>
      `The key of ${subject} is too small (${key}; expected: ${expected}). Request a certificate with a new, larger key.`,
    es: ({ subject, key, expected }: { subject: string; key: string; expected: string }) =>
      `La clave de ${subject} es demasiado corta (${key}; se esperaba: ${expected}). Solicite un certificado con una clave nueva y mayor.`,
  },
  tlsKeyOfOtherKind: {
    en: ({ subject, key, expected }: { subject: string; key: string; expected: string }) =>
      `The key of ${subject} is of a kind that clients of this service can't use (${key}; expected: ${expected}). Request a certificate with such a key.`,
    es: ({ subject, key, expected }: { subject: string; key: string; expected: string }) =>
      `La clave de ${subject} es de un tipo que los clientes de este servicio no admiten (${key}; se esperaba: ${expected}). Solicite un certificado con una clave de ese tipo.`,
  },
  tlsSignatureBroken: {
    en: ({ subject, signature }: { subject: string; signature: string }) =>
      `The certificate ${subject} is signed with ${signature}, which can be forged. Have it issued anew with SHA-256.`,
    es: ({ subject, signature }: { subject: string; signature: string }) =>
      `El certificado ${subject} está firmado con ${signature}, que se puede falsificar. Solicite que se emita de nuevo con SHA-256.`,
  },
  tlsVersionsHeld: {
    en: ({ versions, groups }: { versions: readonly string[]; groups: readonly string[] }) =>
      `The port offers ${list(versions)}${groups.length > 0 ? `, with ${list(groups)}` : ''}.`,
    es: ({ versions, groups }: { versions: readonly string[]; groups: readonly string[] }) =>
      `El puerto ofrece ${list(versions)}${groups.length > 0 ? `, con ${list(groups)}` : ''}.`,
  },
  tlsVersionsForbidden: {
    en: ({ versions }: { versions: readonly string[] }) =>
      `The port still offers ${list(versions)}. Turn these versions off on the listener.`,
    es: ({ versions }: { versions: readonly string[] }) =>
      `El puerto sigue ofreciendo ${list(versions)}. Desactive esas versiones en el agente de escucha.`,
  },
  tlsVersionsMissing: {
    en: ({ versions, offered }: { versions: readonly string[]; offered: readonly string[] }) =>
      `The port does not offer ${list(versions)}; it offers ${list(offered) || 'none'}. Turn these versions on on the listener.`,
    es: ({ versions, offered }: { versions: readonly string[]; offered: readonly string[] }) =>
      `El puerto no ofrece ${list(versions)}; ofrece: ${list(offered) || 'ninguna'}. Active esas versiones en el agente de escucha.`,
  },
  tlsVersionsUnknown: {
    en: ({ versions }: { versions: readonly string[] }) =>
      `Whether the port offers ${list(versions)} could not be learnt: it answered neither yes nor no. Run the audit again, more slowly.`,
    es: ({ versions }: { versions: readonly string[] }) =>
      `No se pudo averiguar si el puerto ofrece ${list(versions)}: no respondió ni sí ni no. Repita la auditoría a menor ritmo.`,
  },
  tlsGroupsMissing: {
    en: ({ groups, offered }: { groups: readonly string[]; offered: readonly string[] }) =>
      `The port does not offer the key exchange ${list(groups)}; it offers ${list(offered) || 'none'}. Update the TLS library of the listener, or turn the key exchange on.`,
    es: ({ groups, offered }: { groups: readonly string[]; offered: readonly string[] }) =>
      `El puerto no ofrece el intercambio de claves ${list(groups)}; ofrece: ${list(offered) || 'ninguno'}. Actualice la biblioteca TLS del agente de escucha o active el intercambio de claves.`,
  },
  tlsGroupsUnknown: {
    en: ({ groups }: { groups: readonly string[] }) =>
      `Whether the port offers the key exchange ${list(groups)} could not be learnt: the listing broke off. Run the audit again, more slowly.`,
    es: ({ groups }: { groups: readonly string[] }) =>
      `No se pudo averiguar si el puerto ofrece el intercambio de claves ${list(groups)}: la enumeración se interrumpió. Repita la auditoría a menor ritmo.`,
  },
} satisfies Record<string, Message>;

function list(texts: readonly (string | number)[]): string {
  return texts.join(', ');
}

function cited(cites: readonly string[]): string {
  return cites.join('; ');
}
