import type { Language, Text } from '../model/language.ts';

/** What stands behind a port that could not be asked, or that something rejected, by its code. */
const words: ReadonlyMap<string, Text> = new Map(
  Object.entries({
    'not-asked': { en: 'it was never asked', es: 'no se llegó a preguntar' },
    'foreign-silence': {
      en: 'the other program heard no answer, and kept no controls',
      es: 'el otro programa no recibió respuesta ni llevaba controles',
    },
    'foreign-errno': {
      en: 'the other program saw an error of connect() alone, which this end can cause too',
      es: 'el otro programa solo vio un error de connect(), que también puede causar este extremo',
    },
    'foreign-not-named': {
      en: 'the file does not name it: perhaps it was never asked',
      es: 'el archivo no lo nombra: quizá no se llegó a preguntar',
    },
    interrupted: { en: 'the run was interrupted', es: 'la ejecución se interrumpió' },
    'out-of-scope': { en: 'the address lies outside the scope', es: 'la dirección está fuera del ámbito' },
    'source-missing': {
      en: "this machine lacks the vantage's source address",
      es: 'este equipo no tiene la dirección de origen del punto de observación',
    },
    'no-route': { en: 'this machine has no route there', es: 'este equipo no tiene ruta hacia allí' },
    'route-prohibited': {
      en: 'a route of this machine prohibits it',
      es: 'una ruta de este equipo lo prohíbe',
    },
    'route-blackhole': {
      en: 'a route of this machine discards it',
      es: 'una ruta de este equipo lo descarta',
    },
    'route-unreachable': {
      en: 'a route of this machine calls it unreachable',
      es: 'una ruta de este equipo lo declara inaccesible',
    },
    'family-missing': {
      en: 'this machine lacks the address family',
      es: 'este equipo no dispone de esa familia de direcciones',
    },
    'neighbour-unresolved': {
      en: 'nobody on the link has the address',
      es: 'nadie en el enlace tiene la dirección',
    },
    'gateway-unresolved': {
      en: 'the gateway does not answer on the link',
      es: 'la puerta de enlace no responde en el enlace',
    },
    'control-lost': {
      en: 'it answered only while the control beside it was lost',
      es: 'solo respondió mientras se perdía el control contiguo',
    },
    'own-firewall': {
      en: "this machine's own firewall stopped it",
      es: 'el propio firewall de este equipo lo detuvo',
    },
    'own-firewall-suspected': {
      en: "this machine's own firewall may have stopped it",
      es: 'el propio firewall de este equipo pudo detenerlo',
    },
    'own-conntrack-full': {
      en: "this machine's connection tracking table is full",
      es: 'la tabla de seguimiento de conexiones de este equipo está llena',
    },
    'kept-back-in-part': {
      en: 'this machine let only some of the packets out',
      es: 'este equipo dejó salir solo parte de los paquetes',
    },
    'rejected-here-or-afar': {
      en: "whether this machine or a far one rejected it can't be told",
      es: 'no se puede distinguir si lo rechazó este equipo o uno remoto',
    },
    'not-watched': {
      en: 'what this machine did itself could not be watched',
      es: 'no se pudo observar lo que hizo este mismo equipo',
    },
    'sweeper-died': {
      en: 'the process that sends packets ended',
      es: 'el proceso que envía los paquetes finalizó',
    },
    'ssh-dropped': {
      en: 'the SSH connection to the vantage ended in the middle of it',
      es: 'la conexión SSH con el punto de observación terminó a la mitad',
    },
    'ssh-lost': {
      en: 'the vantage can no longer be reached over SSH',
      es: 'ya no se llega al punto de observación por SSH',
    },
    'ssh-forwarding-prohibited': {
      en: "the vantage's SSH server does not allow connections there",
      es: 'el servidor SSH del punto de observación no permite conexiones hacia allí',
    },
    'ssh-forwarding-unsupported': {
      en: "the vantage's SSH server knows no forwarding",
      es: 'el servidor SSH del punto de observación no conoce el reenvío de conexiones',
    },
    'ssh-open-failed': {
      en: "the vantage's SSH server could not even begin to connect: no route, an own firewall, or nothing left to connect with",
      es: 'el servidor SSH del punto de observación ni siquiera pudo empezar a conectarse: sin ruta, un firewall propio, o sin recursos para hacerlo',
    },
    'ssh-exhausted': {
      en: "the vantage's SSH server has nothing left to connect with",
      es: 'al servidor SSH del punto de observación no le quedan recursos para conectarse',
    },
    'ssh-name-failed': {
      en: "the vantage's SSH server can't use this address: it may lack the address family",
      es: 'el servidor SSH del punto de observación no puede usar esta dirección: quizá no dispone de esa familia',
    },
    'ssh-unreachable-here-or-afar': {
      en: "unreachable, but whether the vantage itself or the network says so can't be told",
      es: 'inaccesible, pero no se distingue si lo dice el propio punto de observación o la red',
    },
    'ssh-unmapped': {
      en: "the vantage's SSH server gave an answer that says nothing certain",
      es: 'el servidor SSH del punto de observación dio una respuesta que no dice nada seguro',
    },
    'host-unreachable-or-absent': {
      en: 'host unreachable or prohibited, or nobody on the link has the address',
      es: 'host inaccesible o prohibido, o nadie en el enlace tiene la dirección',
    },
    'hops-exceeded': {
      en: 'the packet went round in a loop',
      es: 'el paquete quedó dando vueltas en un bucle',
    },
    'met-itself': { en: 'the connection met itself', es: 'la conexión se encontró consigo misma' },
    EMFILE: {
      en: 'this process has no file descriptors left: raise its limit',
      es: 'a este proceso no le quedan descriptores de archivo: aumente su límite',
    },
    ENFILE: {
      en: 'this machine has no file descriptors left',
      es: 'a este equipo no le quedan descriptores de archivo',
    },
    ENOBUFS: {
      en: 'this machine has no buffers left',
      es: 'a este equipo no le quedan búferes',
    },
    ENOMEM: {
      en: 'this machine has no memory left',
      es: 'a este equipo no le queda memoria',
    },
    EADDRNOTAVAIL: {
      en: 'this machine has no source ports left',
      es: 'a este equipo no le quedan puertos de origen',
    },
    'host-unreachable-or-prohibited': {
      en: 'host unreachable, or prohibited',
      es: 'host inaccesible, o prohibido',
    },
    'host-unreachable': { en: 'host unreachable', es: 'host inaccesible' },
    'net-unreachable': { en: 'network unreachable', es: 'red inaccesible' },
    'port-unreachable': { en: 'port unreachable', es: 'puerto inaccesible' },
    'protocol-unreachable': { en: 'protocol unreachable', es: 'protocolo inaccesible' },
    'admin-prohibited': { en: 'administratively prohibited', es: 'prohibido por el administrador' },
    'host-prohibited': { en: 'host prohibited', es: 'host prohibido' },
    'net-prohibited': { en: 'network prohibited', es: 'red prohibida' },
  }),
);

/** The words for a code; a code without any speaks for itself. */
export function answerWords(code: string, language: Language): string {
  return words.get(code)?.[language] ?? code;
}

/** The same for several. */
export function answerList(codes: readonly string[], language: Language): string {
  return codes.map((code) => answerWords(code, language)).join(', ');
}
