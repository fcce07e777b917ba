import type { Message } from './catalogue.ts';
import { didYouMean, queriaDecir } from './given.ts';

interface Unknown {
  word: string;
  near: string | null;
  known: string[];
  more: number;
}

/** Parts of a profile or a site that do not fit each other. */
export const inputReferenceTexts = {
  unknownRole: unknown('There is no role', 'No existe el rol'),
  unknownCondition: unknown('There is no condition', 'No existe la condición'),
  unknownName: unknown('No flow asks for names called', 'Ningún flujo pide nombres llamados'),
  unknownParameter: unknown('There is no parameter', 'No existe el parámetro'),
  unknownFlow: unknown('There is no flow', 'No existe el flujo'),
  unknownRule: unknown('There is no rule', 'No existe la regla'),
  unknownDocument: unknown('There is no document', 'No existe el documento'),
  unknownProfile: unknown('There is no shipped profile', 'No se distribuye ningún perfil'),
  unknownVantage: unknown('There is no vantage', 'No existe el punto de observación'),
  lookAlike: {
    en: ({ word, letter, codePoint, near }: LookAlike) =>
      `"${word}" has the letter "${letter}" (${codePoint}), which only looks like another.${didYouMean(near)}`,
    es: ({ word, letter, codePoint, near }: LookAlike) =>
      `«${word}» contiene la letra «${letter}» (${codePoint}), que solo se parece a otra.${queriaDecir(near)}`,
  },
  profileWithoutRules: {
    en: () => 'The profile has no rules. Expected: at least one flow or one closed rule.',
    es: () => 'El perfil no tiene reglas. Se esperaba al menos un flujo o una regla de cierre.',
  },
  ruleTwice: {
    en: ({ id }: { id: string }) => `Another rule has the id "${id}" already.`,
    es: ({ id }: { id: string }) => `Otra regla ya tiene el identificador «${id}».`,
  },
  nameUnused: {
    en: ({ name }: { name: string }) => `No flow expects anything of the names "${name}".`,
    es: ({ name }: { name: string }) => `Ningún flujo usa los nombres «${name}» en sus expectativas.`,
  },
  rangeRequired: {
    en: ({ ports }: { ports: string }) =>
      `${ports} is a range, of which any state passes. Expected: need: optional, or one port.`,
    es: ({ ports }: { ports: string }) =>
      `${ports} es un intervalo, del que se acepta cualquier estado. Se esperaba need: optional o un solo puerto.`,
  },
  allowedAndForbidden: {
    en: ({ ports, flows }: { ports: string; flows: string[] }) =>
      `${ports} is forbidden here and documented by ${flows.join(', ')} on the same path.`,
    es: ({ ports, flows }: { ports: string; flows: string[] }) =>
      `${ports} se prohíbe aquí y está documentado por ${flows.join(', ')} en la misma ruta.`,
  },
  controlElsewhere: {
    en: ({ control }: { control: string }) =>
      `The flow "${control}" can't vouch for this rule. Expected: a flow with the same from, a role of the same to, and the same protocol.`,
    es: ({ control }: { control: string }) =>
      `El flujo «${control}» no puede avalar esta regla. Se esperaba un flujo con el mismo from, un rol del mismo to y el mismo protocolo.`,
  },
  profileTwice: {
    en: ({ id }: { id: string }) => `The profile "${id}" is used twice.`,
    es: ({ id }: { id: string }) => `El perfil «${id}» se usa dos veces.`,
  },
  nameMissing: {
    en: ({ name, flow, profile }: { name: string; flow: string; profile: string }) =>
      `The names "${name}" are missing, which the flow "${flow}" of ${profile} asks for.`,
    es: ({ name, flow, profile }: { name: string; flow: string; profile: string }) =>
      `Faltan los nombres «${name}», que pide el flujo «${flow}» de ${profile}.`,
  },
  overrideProtocol: {
    en: ({ value, flow, protocol }: { value: string; flow: string; protocol: string }) =>
      `"${value}" changes the protocol of "${flow}". Expected: a port of ${protocol}.`,
    es: ({ value, flow, protocol }: { value: string; flow: string; protocol: string }) =>
      `«${value}» cambia el protocolo de «${flow}». Se esperaba un puerto de ${protocol}.`,
  },
  overrideRange: {
    en: ({ value, flow }: { value: string; flow: string }) =>
      `"${value}" is a range, and "${flow}" documents one port. Expected: one port.`,
    es: ({ value, flow }: { value: string; flow: string }) =>
      `«${value}» es un intervalo y «${flow}» documenta un solo puerto. Se esperaba un puerto.`,
  },
  parameterRange: {
    en: ({ value, parameter }: { value: string; parameter: string }) =>
      `"${value}" is a range, and "${parameter}" stands for one port. Expected: one port.`,
    es: ({ value, parameter }: { value: string; parameter: string }) =>
      `«${value}» es un intervalo y «${parameter}» representa un solo puerto. Se esperaba un puerto.`,
  },
  siteWithoutHosts: {
    en: ({ roles }: { roles: string[] }) =>
      `No host is given. Expected: an address or a name for at least one of the roles ${roles.join(', ')}.`,
    es: ({ roles }: { roles: string[] }) =>
      `No se indica ningún host. Se esperaba una dirección o un nombre para al menos uno de los roles ${roles.join(', ')}.`,
  },
  siteWithoutVantages: {
    en: () => 'The site has no vantage. Expected: at least one place that packets leave from.',
    es: () =>
      'El sitio no tiene puntos de observación. Se esperaba al menos un lugar desde el que salgan paquetes.',
  },
  targetOutsideScope: {
    en: ({ host, role }: { host: string; role: string }) =>
      `${host} (${role}) is outside the scope. Add it to scope, or take it out of roles.`,
    es: ({ host, role }: { host: string; role: string }) =>
      `${host} (${role}) está fuera del ámbito. Añádalo a scope o quítelo de roles.`,
  },
  rolesExclude: {
    en: ({ host, role, other }: { host: string; role: string; other: string }) =>
      `${host} is given to "${role}" and to "${other}", which exclude each other.`,
    es: ({ host, role, other }: { host: string; role: string; other: string }) =>
      `${host} se asigna a «${role}» y a «${other}», que se excluyen entre sí.`,
  },
  vantageWithoutSource: {
    en: ({ vantage }: { vantage: string }) =>
      `Several vantages are this machine, and "${vantage}" does not say which address it sends from. Add source, or choose one with --vantage.`,
    es: ({ vantage }: { vantage: string }) =>
      `Varios puntos de observación son este equipo y «${vantage}» no indica desde qué dirección envía. Añada source o elija uno con --vantage.`,
  },
  hostKeyMissing: {
    en: () => 'A vantage over SSH needs the fingerprint of its host key: hostKey: SHA256:….',
    es: () => 'Un punto de observación por SSH necesita la huella de su clave de host: hostKey: SHA256:….',
  },
  hostKeyWithoutVia: {
    en: () => 'There is a hostKey, and no via that it would prove.',
    es: () => 'Hay un hostKey, pero ningún via al que corresponda.',
  },
  wordWithoutVia: {
    en: ({ word }: { word: string }) => `There is a ${word}, and no via that it would lead to.`,
    es: ({ word }: { word: string }) => `Hay un ${word}, pero ningún via al que conduzca.`,
  },
  authorizationReversed: {
    en: () => 'The authorization ends before it begins.',
    es: () => 'La autorización termina antes de comenzar.',
  },
  authorizationNotYet: {
    en: ({ from, at }: { from: string; at: string }) =>
      `The authorization begins at ${from}; it is ${at}. Nothing was sent.`,
    es: ({ from, at }: { from: string; at: string }) =>
      `La autorización comienza en ${from}; ahora es ${at}. No se envió nada.`,
  },
  authorizationOver: {
    en: ({ until, at }: { until: string; at: string }) => `The authorization ended at ${until}; it is ${at}.`,
    es: ({ until, at }: { until: string; at: string }) =>
      `La autorización terminó en ${until}; ahora es ${at}.`,
  },
} satisfies Record<string, Message>;

interface LookAlike {
  word: string;
  letter: string;
  codePoint: string;
  near: string | null;
}

function unknown(en: string, es: string) {
  return {
    en: ({ word, near, known, more }: Unknown) =>
      `${en} "${word}".${known.length === 0 ? '' : ` Expected: ${known.join(', ')}${more > 0 ? `, or ${more} more` : ''}.`}${didYouMean(near)}`,
    es: ({ word, near, known, more }: Unknown) =>
      `${es} «${word}».${known.length === 0 ? '' : ` Se esperaba: ${known.join(', ')}${more > 0 ? `, o ${more} más` : ''}.`}${queriaDecir(near)}`,
  };
}
