import type { Message } from './catalogue.ts';

type Texts<K extends string> = Readonly<Record<K, string>>;

/** What the commands say besides reports: plans, progress, single looks, profiles. */
export const commandTexts = {
  onlyMatchesNothing: {
    en: ({ only }: { only: string[] }) =>
      `--only: no check and no rule of this site is called ${only.join(', ')}.`,
    es: ({ only }: { only: string[] }) =>
      `--only: ninguna comprobación ni regla de este sitio se llama ${only.join(', ')}.`,
  },
  planTooLarge: {
    en: ({ attempts, limit }: Texts<'attempts' | 'limit'>) =>
      `This plan makes up to ${attempts} attempts, more than the ${limit} that the site file allows without asking (limits: attempts). Look at it with "plan"; to start it, add --yes.`,
    es: ({ attempts, limit }: Texts<'attempts' | 'limit'>) =>
      `Este plan hace hasta ${attempts} intentos, más de los ${limit} que el archivo de sitio permite sin preguntar (limits: attempts). Revíselo con «plan»; para empezarlo, añada --yes.`,
  },

  runInterruptedKept: {
    en: () => 'Interrupted: what was seen until then is judged and kept; the rest is inconclusive.',
    es: () => 'Interrumpido: lo visto hasta entonces se ha juzgado y guardado; el resto no es concluyente.',
  },

  initWithoutProfile: {
    en: ({ known }: { known: string[] }) =>
      `--profile is missing: nobody is at a terminal to be asked. Profiles that come along: ${known.join(', ')}.`,
    es: ({ known }: { known: string[] }) =>
      `Falta --profile: no hay nadie en un terminal a quien preguntar. Perfiles incluidos: ${known.join(', ')}.`,
  },
  initExists: {
    en: () => 'exists already; nothing was written over. Choose another file with --out.',
    es: () => 'ya existe; no se ha sobrescrito nada. Elija otro archivo con --out.',
  },
  initWritten: {
    en: ({ file, command }: Texts<'file' | 'command'>) =>
      `${file} is written. Read it, fill in what is empty, then see what would be sent:\n  ${command} plan ${file}`,
    es: ({ file, command }: Texts<'file' | 'command'>) =>
      `${file} está escrito. Léalo, rellene lo que está vacío y vea qué se enviaría:\n  ${command} plan ${file}`,
  },
  askIntroduction: {
    en: () =>
      'A few questions for the site file. Enter alone keeps what stands in brackets, or leaves it empty.',
    es: () =>
      'Unas preguntas para el archivo de sitio. Intro deja lo que va entre corchetes, o lo deja vacío.',
  },
  askProfile: {
    en: ({ known }: { known: string[] }) =>
      `Which profiles does it follow? (${known.join(', ')}) [${known[0] ?? ''}] `,
    es: ({ known }: { known: string[] }) => `¿Qué perfiles sigue? (${known.join(', ')}) [${known[0] ?? ''}] `,
  },
  askSite: { en: () => 'The site’s name? [my-site] ', es: () => '¿El nombre del sitio? [mi-sitio] ' },
  askCondition: {
    en: ({ ask, usual }: { ask: string; usual: boolean }) => `${ask} [${usual ? 'yes' : 'no'}] `,
    es: ({ ask, usual }: { ask: string; usual: boolean }) => `${ask} [${usual ? 'sí' : 'no'}] `,
  },
  askNames: {
    en: ({ ask }: { ask: string }) => `${ask}? (separated by commas) `,
    es: ({ ask }: { ask: string }) => `¿${ask}? (separados por comas) `,
  },
  askParameter: {
    en: ({ ask, ports }: Texts<'ask' | 'ports'>) => `${ask} [${ports}] `,
    es: ({ ask, ports }: Texts<'ask' | 'ports'>) => `${ask} [${ports}] `,
  },
  askRole: {
    en: ({ role }: { role: string }) => `${role}: addresses or names? (separated by commas) `,
    es: ({ role }: { role: string }) => `${role}: ¿direcciones o nombres? (separados por comas) `,
  },
  askSource: {
    en: ({ role }: { role: string }) =>
      `${role}: from which address will packets be sent in its place? (of the machine that audits from there) `,
    es: ({ role }: { role: string }) =>
      `${role}: ¿desde qué dirección se enviarán paquetes en su lugar? (del equipo que audita desde allí) `,
  },

  planTitle: {
    en: ({ site }: { site: string }) => `What an audit of ${site} would send`,
    es: ({ site }: { site: string }) => `Lo que enviaría una auditoría de ${site}`,
  },
  planVantage: { en: () => 'From (source)', es: () => 'Desde (origen)' },
  planAddress: { en: () => 'To', es: () => 'A' },
  planDocumented: { en: () => 'Documented ports', es: () => 'Puertos documentados' },
  planForbidden: { en: () => 'Closed', es: () => 'Cerrados' },
  planDecoys: { en: () => 'Decoys', es: () => 'Señuelos' },
  planSettled: { en: () => 'Decided without asking:', es: () => 'Decidido sin preguntar:' },
  planNotCovered: { en: () => 'Not covered by this run:', es: () => 'Sin cubrir en esta ejecución:' },
  planCounts: {
    en: ({ checks, targets }: Texts<'checks' | 'targets'>) =>
      `Checks: ${checks}, at ${targets} pairs of vantage and address.`,
    es: ({ checks, targets }: Texts<'checks' | 'targets'>) =>
      `Comprobaciones: ${checks}, en ${targets} pares de punto de observación y dirección.`,
  },
  planAttempts: {
    en: ({ least, most, controls }: Texts<'least' | 'most' | 'controls'>) =>
      `Attempts: ${least} when everything answers at once, ${most} when nothing does (of these up to ${controls} controls).`,
    es: ({ least, most, controls }: Texts<'least' | 'most' | 'controls'>) =>
      `Intentos: ${least} si todo responde a la primera, ${most} si nada responde (de ellos, hasta ${controls} controles).`,
  },
  planSeconds: {
    en: ({ least, most }: Texts<'least' | 'most'>) =>
      `Time at the site's pace: about ${least} to ${most} seconds; longer where the path loses packets.`,
    es: ({ least, most }: Texts<'least' | 'most'>) =>
      `Tiempo al ritmo del sitio: de ${least} a ${most} segundos, aproximadamente; más si la ruta pierde paquetes.`,
  },
  nameLeftAlone: {
    en: ({ host }: { host: string }) => `The name ${host} was left alone (--no-resolve).`,
    es: ({ host }: { host: string }) => `El nombre ${host} se ha dejado sin resolver (--no-resolve).`,
  },
  planNothingSent: { en: () => 'Nothing has been sent.', es: () => 'No se ha enviado nada.' },
  moreRows: {
    en: ({ more }: { more: string }) => `… and ${more} more (--format json has them all)`,
    es: ({ more }: { more: string }) => `… y ${more} más (--format json los contiene todos)`,
  },

  progressLine: {
    en: (values: ProgressValues) =>
      `${values.bar} ${values.percent} %  ${values.done}/${values.targets} addresses  ${values.rate} attempts/s  ${values.seconds} s left`,
    es: (values: ProgressValues) =>
      `${values.bar} ${values.percent} %  ${values.done}/${values.targets} direcciones  ${values.rate} intentos/s  quedan ${values.seconds} s`,
  },

  endpointForm: {
    en: ({ option, text }: Texts<'option' | 'text'>) =>
      `${option}: "${text}" is not HOST:PORT, such as fe01.example.com:443, 192.0.2.10:80,443 or [2001:db8::10]:443.`,
    es: ({ option, text }: Texts<'option' | 'text'>) =>
      `${option}: «${text}» no es HOST:PUERTO, como fe01.example.com:443, 192.0.2.10:80,443 o [2001:db8::10]:443.`,
  },
  endpointPorts: {
    en: ({ text, ports }: Texts<'text' | 'ports'>) =>
      `"${text}": "${ports}" are no ports from 1 to 65535, in ascending order, such as 80,443,8000-8010.`,
    es: ({ text, ports }: Texts<'text' | 'ports'>) =>
      `«${text}»: «${ports}» no son puertos de 1 a 65535, en orden ascendente, como 80,443,8000-8010.`,
  },
  endpointTooMany: {
    en: ({ text, most }: { text: string; most: number }) =>
      `"${text}" names more than ${most} ports. One look proves no port shut: "audit" asks many ports, with controls.`,
    es: ({ text, most }: { text: string; most: number }) =>
      `«${text}» nombra más de ${most} puertos. Una mirada no prueba que un puerto esté cerrado: «audit» pregunta a muchos puertos, con controles.`,
  },
  endpointHost: {
    en: ({ text, host }: Texts<'text' | 'host'>) =>
      `"${text}": "${host}" is neither a host name nor an address in its plain form (four decimal numbers, or IPv6 in brackets).`,
    es: ({ text, host }: Texts<'text' | 'host'>) =>
      `«${text}»: «${host}» no es un nombre de host ni una dirección en su forma simple (cuatro números decimales, o IPv6 entre corchetes).`,
  },
  probeNameLost: {
    en: ({ host, code }: Texts<'host' | 'code'>) => `${host}: the name leads nowhere (${code}).`,
    es: ({ host, code }: Texts<'host' | 'code'>) => `${host}: el nombre no lleva a ninguna parte (${code}).`,
  },
  probeStateOpen: { en: () => 'open', es: () => 'abierto' },
  probeStateRefused: { en: () => 'refused', es: () => 'rechazado por el host' },
  probeStateRejected: { en: () => 'rejected on the path', es: () => 'rechazado en la ruta' },
  probeStateSilent: { en: () => 'silent', es: () => 'sin respuesta' },
  probeUdpWithTcp: {
    en: () => '--udp asks over UDP alone: --tls and --http need a probe of their own.',
    es: () => '--udp pregunta solo por UDP: --tls y --http necesitan un sondeo aparte.',
  },
  probeStateUnknown: { en: () => 'not asked', es: () => 'sin preguntar' },
  answerCertificateUnreadable: {
    en: ({ problem }: { problem: string }) => `The certificate can't be read: ${problem}`,
    es: ({ problem }: { problem: string }) => `El certificado no se puede leer: ${problem}`,
  },
  answerCertificate: {
    en: ({ subject, issuer }: Texts<'subject' | 'issuer'>) =>
      `certificate of ${subject}, issued by ${issuer}`,
    es: ({ subject, issuer }: Texts<'subject' | 'issuer'>) =>
      `certificado de ${subject}, emitido por ${issuer}`,
  },
  answerNames: {
    en: ({ names }: { names: string }) => `names: ${names}`,
    es: ({ names }: { names: string }) => `nombres: ${names}`,
  },
  answerDates: {
    en: ({ from, until }: Texts<'from' | 'until'>) => `valid from ${from} until ${until}`,
    es: ({ from, until }: Texts<'from' | 'until'>) => `válido desde ${from} hasta ${until}`,
  },

  profileId: { en: () => 'Id', es: () => 'Identificador' },
  profileTitle: { en: () => 'Title', es: () => 'Título' },
  profileVersion: { en: () => 'Version', es: () => 'Versión' },
  profileDocument: { en: () => 'Document of', es: () => 'Documento del' },
  profileRoles: { en: () => 'Roles', es: () => 'Roles que intervienen' },
  profileConditions: {
    en: () => 'Questions that a site answers',
    es: () => 'Preguntas que responde un sitio',
  },
  profileDefaultYes: {
    en: () => '(yes, unless the site says no)',
    es: () => '(sí, salvo que el sitio diga no)',
  },
  profileDefaultNo: {
    en: () => '(no, unless the site says yes)',
    es: () => '(no, salvo que el sitio diga sí)',
  },
  profileNames: { en: () => 'Names that a site gives', es: () => 'Nombres que da un sitio' },
  profileParameters: {
    en: () => 'Ports that a site may choose',
    es: () => 'Puertos que un sitio puede elegir',
  },
  profileDefaultPorts: {
    en: ({ ports }: Texts<'ports'>) => `(${ports}, unless the site says otherwise)`,
    es: ({ ports }: Texts<'ports'>) => `(${ports}, salvo que el sitio indique otra cosa)`,
  },
  profileFlows: { en: () => 'Flows: these paths work', es: () => 'Flujos: estas rutas funcionan' },
  profileClosed: {
    en: () => 'Closed: these ports are shut',
    es: () => 'Cerrado: estos puertos no están abiertos',
  },
  profileDocuments: { en: () => 'Documents', es: () => 'Documentos' },
  profileState: {
    en: ({ state }: { state: string }) => ENGLISH_STATES[state] ?? state,
    es: ({ state }: { state: string }) => SPANISH_STATES[state] ?? state,
  },
  profileClean: {
    en: ({ file }: { file: string }) => `${file}: nothing to find fault with.`,
    es: ({ file }: { file: string }) => `${file}: sin errores.`,
  },
  needRequired: { en: () => 'required', es: () => 'obligatorio' },
  needOptional: { en: () => 'optional', es: () => 'opcional' },
  needWhen: {
    en: ({ when, so, otherwise }: Texts<'when' | 'so' | 'otherwise'>) =>
      `${so} when ${when}, otherwise ${otherwise}`,
    es: ({ when, so, otherwise }: Texts<'when' | 'so' | 'otherwise'>) =>
      `${so} si ${when}; si no, ${otherwise}`,
  },
  wordAnd: { en: () => 'and', es: () => 'y' },
  wordOr: { en: () => 'or', es: () => 'o' },
} satisfies Record<string, Message>;

interface ProgressValues {
  readonly bar: string;
  readonly percent: number;
  readonly done: number;
  readonly targets: number;
  readonly rate: string;
  readonly seconds: number;
}

const ENGLISH_STATES: Readonly<Record<string, string>> = {
  closed: 'shut: refused, rejected or silent',
  blocked: 'blocked: stopped on the path',
  'not-listening': 'not listening: refused by the host itself',
};

const SPANISH_STATES: Readonly<Record<string, string>> = {
  closed: 'cerrado: rechazado o sin respuesta',
  blocked: 'bloqueado: detenido en la ruta',
  'not-listening': 'sin escuchar: rechazado por el propio host',
};
