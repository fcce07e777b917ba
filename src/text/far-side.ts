import type { Message } from './catalogue.ts';
import { didYouMean, queriaDecir } from './given.ts';
import { formatChance, formatNumber } from './number.ts';

interface File {
  file: string;
}
interface Ports {
  tcp: string;
  udp: string;
}
interface Port {
  protocol: string;
  address: string;
  port: number;
  errno: string;
}

/** The far side: `listen`, and what an audit says of it. */
export const farSideTexts = {
  commandListen: {
    en: () =>
      'Stand in for the servers of a role, and keep a log of what reaches them: the far side of an audit',
    es: () =>
      'Ocupar el lugar de los servidores de un rol y llevar un registro de lo que les llega: el otro lado de una auditoría',
  },
  optionListenRole: {
    en: () => 'The role to stand in for',
    es: () => 'El rol cuyo lugar se ocupa',
  },
  optionListenAll: {
    en: () => 'Answer on the ports of closed rules too (Linux, root: packets are redirected while it runs)',
    es: () =>
      'Responder también en los puertos de las reglas de cierre (Linux, root: se redirigen paquetes mientras se ejecuta)',
  },
  optionListenAddress: {
    en: () => 'Listen on this address (otherwise: on those of the role that this machine has)',
    es: () => 'Escuchar en esta dirección (si no, en las del rol que tenga este equipo)',
  },
  optionListenKey: {
    en: () => 'The key that both sides share; made where there is none (far-side.key)',
    es: () => 'La clave que comparten ambos lados; se crea si no existe (far-side.key)',
  },
  optionListenLog: {
    en: () => 'The log; never written over (far-side-ROLE-….jsonl)',
    es: () => 'El registro; nunca se sobrescribe (far-side-ROL-….jsonl)',
  },
  optionFarSide: {
    en: () => 'The log of a listener on the far side (portwitness listen), which grows while the audit works',
    es: () => 'El registro de un escucha en el otro lado (portwitness listen), que crece mientras se audita',
  },
  optionFarSideAfter: {
    en: () => 'The log that a listener on the far side kept during the run',
    es: () => 'El registro que llevó un escucha en el otro lado durante la ejecución',
  },
  exampleJudgeFarSide: {
    en: () => 'Judge a run with the log of the far side, copied here afterwards',
    es: () => 'Juzgar una ejecución con el registro del otro lado, copiado aquí después',
  },
  optionFarSideKey: {
    en: () => 'The key that the listener has too (far-side.key)',
    es: () => 'La clave que también tiene el escucha (far-side.key)',
  },
  exampleAuditFarSide: {
    en: () => 'Let a listener on the far side decide what silence means',
    es: () => 'Dejar que un escucha en el otro lado decida qué significa el silencio',
  },
  farSideLogMissing: {
    en: () => 'the log of the far side can’t be read; start portwitness listen first.',
    es: () => 'no se puede leer el registro del otro lado; inicie antes portwitness listen.',
  },
  farSideLogForeign: {
    en: () => 'this log was sealed with another key, or is no log of the far side.',
    es: () => 'este registro se selló con otra clave, o no es un registro del otro lado.',
  },
  farSideLogAltered: {
    en: () => 'from this line on the log is not as it was sealed: it was altered or damaged.',
    es: () => 'a partir de esta línea el registro no está como se selló: se alteró o se dañó.',
  },
  farSideNotAsked: {
    en: () => 'This run asked for no far side (audit --far-side-key): no log can tell of it.',
    es: () =>
      'Esta ejecución no preguntó por el otro lado (audit --far-side-key): ningún registro puede hablar de ella.',
  },
  optionNotAddress: {
    en: ({ option, text }: { option: string; text: string }) =>
      `${option}: "${text}" is no address, such as 10.0.2.21 or 2001:db8::10.`,
    es: ({ option, text }: { option: string; text: string }) =>
      `${option}: «${text}» no es una dirección, como 10.0.2.21 o 2001:db8::10.`,
  },
  exampleListen: {
    en: () => 'Answer on the documented ports of the front ends, before they are installed',
    es: () => 'Responder en los puertos documentados de los servidores front-end antes de instalarlos',
  },
  exampleListenAll: {
    en: () => 'And on all that must be shut, so that a firewall that lets it pass is found out',
    es: () => 'Y en todo lo que debe estar cerrado, para descubrir un firewall que lo deje pasar',
  },
  listenRoleMissing: {
    en: () => 'listen needs --role: whose servers it stands in for.',
    es: () => 'listen necesita --role: el rol de los servidores cuyo lugar ocupa.',
  },
  listenRoleUnknown: {
    en: ({ role, near }: { role: string; near: string | null }) =>
      `No profile of this site has a role "${role}".${didYouMean(near)}`,
    es: ({ role, near }: { role: string; near: string | null }) =>
      `Ningún perfil de este sitio tiene un rol «${role}».${queriaDecir(near)}`,
  },
  listenRoleWithoutRules: {
    en: ({ role }: { role: string }) =>
      `No flow and no closed rule leads to "${role}": there is nothing to listen for.`,
    es: ({ role }: { role: string }) =>
      `Ningún flujo ni regla de cierre conduce a «${role}»: no hay nada que escuchar.`,
  },
  listenAddressForeign: {
    en: ({ addresses }: { addresses: string[] }) => `This machine does not have ${addresses.join(', ')}.`,
    es: ({ addresses }: { addresses: string[] }) => `Este equipo no tiene ${addresses.join(', ')}.`,
  },
  listenNoAddress: {
    en: ({ role, addresses }: { role: string; addresses: string[] }) =>
      `This machine has none of the addresses of "${role}" (${addresses.join(', ') || 'the site gives none'}). Behind address translation, name its own with --address.`,
    es: ({ role, addresses }: { role: string; addresses: string[] }) =>
      `Este equipo no tiene ninguna de las direcciones de «${role}» (${addresses.join(', ') || 'el sitio no da ninguna'}). Si hay traducción de direcciones, indique la suya con --address.`,
  },
  listenLogThere: {
    en: () => 'the file is there already, and a log is never written over.',
    es: () => 'el archivo ya existe, y un registro nunca se sobrescribe.',
  },
  farSideKeyForm: {
    en: () => 'this is no key of the far side; portwitness listen makes one.',
    es: () => 'esto no es una clave del otro lado; portwitness listen crea una.',
  },
  listenAllImpossible: {
    en: ({ problem }: { problem: string }) =>
      `--all needs Linux, root (CAP_NET_ADMIN and CAP_NET_RAW), nftables with TPROXY, and the optional package koffi; here it does not work (${problem}). Nothing was put in place. Without --all the documented ports are listened on.`,
    es: ({ problem }: { problem: string }) =>
      `--all necesita Linux, root (CAP_NET_ADMIN y CAP_NET_RAW), nftables con TPROXY y el paquete opcional koffi; aquí no funciona (${problem}). No se ha puesto nada. Sin --all se escucha en los puertos documentados.`,
  },
  listenKeyMade: {
    en: ({ file }: File) =>
      `A new key: ${file}. Copy it to the machine that audits, by a way that nobody else can read, and give it to audit as --far-side-key.`,
    es: ({ file }: File) =>
      `Clave nueva: ${file}. Cópiela al equipo que audita por un medio que nadie más pueda leer y désela a audit como --far-side-key.`,
  },
  listenRules: {
    en: () => 'These rules are put in place now, and are gone when this program ends, however it ends:',
    es: () =>
      'Ahora se ponen estas reglas, y desaparecen cuando este programa termina, de cualquier modo que termine:',
  },
  listenRulesGone: {
    en: () =>
      'The rules that redirect packets are gone: the log is closed, since it would no longer tell of all.',
    es: () =>
      'Las reglas que redirigen paquetes han desaparecido: se cierra el registro, pues ya no lo recogería todo.',
  },
  listenPortTaken: {
    en: ({ protocol, address, port }: Port) =>
      `${address} ${port}/${protocol} belongs to a service of this machine: it answers there itself, and arrivals are only logged.`,
    es: ({ protocol, address, port }: Port) =>
      `${address} ${port}/${protocol} pertenece a un servicio de este equipo: allí responde él mismo, y las llegadas solo se registran.`,
  },
  listenPortMissed: {
    en: ({ protocol, address, port, errno }: Port) =>
      `${address} ${port}/${protocol} can't be listened on (${errno}): ports under 1024 need root.`,
    es: ({ protocol, address, port, errno }: Port) =>
      `No se puede escuchar en ${address} ${port}/${protocol} (${errno}): los puertos por debajo de 1024 necesitan root.`,
  },
  listenPortsLeft: {
    en: ({ tcp, udp }: Ports) => `Left to services of this machine: TCP ${tcp}, UDP ${udp}.`,
    es: ({ tcp, udp }: Ports) => `Se dejan a servicios de este equipo: TCP ${tcp}, UDP ${udp}.`,
  },
  listenRangeCut: {
    en: ({ most }: { most: number }) =>
      `Of a wide documented range only the first ${most} ports are listened on; --all answers on all of them.`,
    es: ({ most }: { most: number }) =>
      `De un intervalo documentado amplio solo se escucha en los primeros ${most} puertos; --all responde en todos.`,
  },
  listenStands: {
    en: ({ addresses, tcp, udp }: Ports & { addresses: string[] }) =>
      `Listening on ${addresses.join(', ')}: TCP ${tcp}, UDP ${udp}.`,
    es: ({ addresses, tcp, udp }: Ports & { addresses: string[] }) =>
      `Escuchando en ${addresses.join(', ')}: TCP ${tcp}, UDP ${udp}.`,
  },
  listenSeesAll: {
    en: () => 'Handshakes and datagrams are noticed at every port, before any firewall of this machine.',
    es: () =>
      'Se advierten conexiones y datagramas en todos los puertos, antes de cualquier firewall de este equipo.',
  },
  listenSeesLittle: {
    en: () =>
      'Only what these ports accept is noticed: seeing all that arrives needs Linux, CAP_NET_RAW and the optional package koffi. Such a log proves flows, and no port shut.',
    es: () =>
      'Solo se advierte lo que estos puertos aceptan: ver todo lo que llega necesita Linux, CAP_NET_RAW y el paquete opcional koffi. Un registro así demuestra flujos, y el cierre de ningún puerto.',
  },
  listenLog: {
    en: ({ file }: File) => `Log: ${file}. Ctrl-C ends it.`,
    es: ({ file }: File) => `Registro: ${file}. Ctrl-C lo termina.`,
  },
  listenEnded: {
    en: ({ file }: File) => `Ended; the log is whole: ${file}`,
    es: ({ file }: File) => `Terminado; el registro está completo: ${file}`,
  },
} satisfies Record<string, Message>;

interface Gap {
  vantage: string;
  address: string;
}
interface Some {
  ports: string;
  count: number;
}

/** What a listener on the far side decides of a check, and what else it shows. */
export const farSideVerdictTexts = {
  farSideProven: {
    en: ({ port, seenFrom }: { port: string; seenFrom: string }) =>
      `The path to ${port} is proven: a listener that stands in for the server answered with the shared key (it saw ${seenFrom}). What the server itself will answer was not tested.`,
    es: ({ port, seenFrom }: { port: string; seenFrom: string }) =>
      `El camino hasta ${port} está demostrado: respondió con la clave compartida un escucha que ocupa el lugar del servidor (vio a ${seenFrom}). No se probó lo que responderá el propio servidor.`,
  },
  farSideNotBelieved: {
    en: ({ port, why }: { port: string; why: string }) =>
      `Something at ${port} answered as a listener does, but ${why === 'replayed' ? 'with the answer to another question' : 'without the shared key'}: it is not believed. Give both sides the same key, or find out who answers there.`,
    es: ({ port, why }: { port: string; why: string }) =>
      `Algo en ${port} respondió como lo hace un escucha, pero ${why === 'replayed' ? 'con la respuesta a otra pregunta' : 'sin la clave compartida'}: no se le cree. Dé la misma clave a ambos lados o averigüe quién responde allí.`,
  },
  farSideArrived: {
    en: ({ port }: { port: string }) =>
      `Datagrams to ${port} arrive at the machine: the far side's log has them. Whether its own firewall lets them on to the server, and what that answers, was not seen.`,
    es: ({ port }: { port: string }) =>
      `Los datagramas a ${port} llegan al equipo: constan en el registro del otro lado. No se vio si su propio firewall los deja pasar al servidor ni lo que este responde.`,
  },
  farSideAnswersLost: {
    en: ({ port, attempts }: { port: string; attempts: number }) =>
      `Datagrams to ${port} arrive on the far side, but in ${attempts} attempts none of its answers came back: allow the way back, or see to the route there.`,
    es: ({ port, attempts }: { port: string; attempts: number }) =>
      `Los datagramas a ${port} llegan al otro lado, pero en ${attempts} intentos no volvió ninguna de sus respuestas: permita el camino de vuelta o revise la ruta allí.`,
  },
  farSideFlowBlocked: {
    en: ({ port, attempts }: { port: string; attempts: number }) =>
      `${port} must be open, but none of ${attempts} attempts reached the far side, while others did: a firewall on the way drops this flow.`,
    es: ({ port, attempts }: { port: string; attempts: number }) =>
      `${port} debe estar abierto, pero ninguno de ${attempts} intentos llegó al otro lado, y otros sí: un firewall del camino descarta este flujo.`,
  },
  farSideCrossed: {
    en: ({ ports }: Some) =>
      `Ports ${ports} must be shut, but packets to them reached the far side: block them in the firewalls on the way.`,
    es: ({ ports }: Some) =>
      `Los puertos ${ports} deben estar cerrados, pero paquetes dirigidos a ellos llegaron al otro lado: bloquéelos en los firewalls del camino.`,
  },
  farSideUnanswered: {
    en: ({ ports }: Some) =>
      `Packets to ports ${ports} reached the far side's machine, and no answer came back: whether something took them in is unknown. Block them on the way, or let the listener stand in there (listen --all).`,
    es: ({ ports }: Some) =>
      `Paquetes dirigidos a los puertos ${ports} llegaron al equipo del otro lado y no volvió respuesta: se desconoce si algo los recibió. Bloquéelos en el camino o deje que el escucha ocupe esos puertos (listen --all).`,
  },
  farSideStranger: {
    en: ({ ports, from }: { ports: string; from: string[] }) =>
      `Nothing at ports ${ports} answered as open, but meanwhile somebody reached them from ${from.join(', ')}: it may be this vantage under a translated address. Ask again while nobody else does.`,
    es: ({ ports, from }: { ports: string; from: string[] }) =>
      `Nada en los puertos ${ports} respondió como abierto, pero mientras tanto alguien llegó a ellos desde ${from.join(', ')}: puede ser este punto de observación con una dirección traducida. Pregunte de nuevo cuando nadie más lo haga.`,
  },
  farSideControlsUnseen: {
    en: ({ port, answered, arrived }: { port: number; answered: number; arrived: number }) =>
      `${formatNumber('en', answered)} controls at port ${port} were answered, but only ${formatNumber('en', arrived)} reached the far side: something else answers for it, or the log is another machine's.`,
    es: ({ port, answered, arrived }: { port: number; answered: number; arrived: number }) =>
      `Se respondieron ${formatNumber('es', answered)} controles en el puerto ${port}, pero solo ${formatNumber('es', arrived)} llegaron al otro lado: responde otro en su lugar, o el registro es de otro equipo.`,
  },
  farSideBlocked: {
    en: (v: { ports: number; attempts: number; controls: number; missProbability: number | null }) =>
      `All ${formatNumber('en', v.ports)} ports are proven blocked: none of at least ${formatNumber('en', v.attempts)} attempts at each reached the far side, while ${formatNumber('en', v.controls)} packets beside them did${v.missProbability === null ? '' : `; the chance that all attempts at one were lost is at most ${formatChance('en', v.missProbability)}`}.`,
    es: (v: { ports: number; attempts: number; controls: number; missProbability: number | null }) =>
      `Está demostrado que los ${formatNumber('es', v.ports)} puertos están bloqueados: ninguno de los intentos, al menos ${formatNumber('es', v.attempts)} por puerto, llegó al otro lado, mientras que ${formatNumber('es', v.controls)} paquetes intercalados sí llegaron${v.missProbability === null ? '' : `; la probabilidad de que se perdieran todos los intentos en uno es como mucho ${formatChance('es', v.missProbability)}`}.`,
  },
  farSideStandIn: {
    en: ({ vantage, address }: Gap) =>
      `A listener stood in for servers at ${address}, asked from ${vantage}: what it answered proves paths, and says nothing of the servers themselves.`,
    es: ({ vantage, address }: Gap) =>
      `Un escucha ocupó el lugar de servidores en ${address}, preguntado desde ${vantage}: lo que respondió demuestra caminos y no dice nada de los propios servidores.`,
  },
  farSideSourceTranslated: {
    en: ({ vantage, address, sent, seen }: Gap & { sent: string; seen: string }) =>
      `Source address translation: what vantage ${vantage} sends to ${address} as ${sent} arrives there as ${seen}. Rules and logs on the far side see that address, and whoever else is behind it.`,
    es: ({ vantage, address, sent, seen }: Gap & { sent: string; seen: string }) =>
      `Traducción de la dirección de origen: lo que el punto de observación ${vantage} envía a ${address} como ${sent} llega allí como ${seen}. Las reglas y los registros del otro lado ven esa dirección, y a cualquier otro que esté detrás de ella.`,
  },
  farSideTargetTranslated: {
    en: ({ vantage, address, seen }: Gap & { seen: string }) =>
      `Destination address translation: what vantage ${vantage} sends to ${address} arrives at ${seen}.`,
    es: ({ vantage, address, seen }: Gap & { seen: string }) =>
      `Traducción de la dirección de destino: lo que el punto de observación ${vantage} envía a ${address} llega a ${seen}.`,
  },
  farSidePortTranslated: {
    en: ({ vantage, address, port, seen }: Gap & { port: string; seen: number }) =>
      `Port translation: what vantage ${vantage} sends to ${address} ${port} arrives at port ${seen}.`,
    es: ({ vantage, address, port, seen }: Gap & { port: string; seen: number }) =>
      `Traducción de puerto: lo que el punto de observación ${vantage} envía a ${address} ${port} llega al puerto ${seen}.`,
  },
  farSideDisbelieved: {
    en: ({ vantage, address, port, why }: Gap & { port: string; why: string }) =>
      `From ${vantage}, ${address} ${port} answered as a listener does, ${why === 'replayed' ? 'with the answer to another question' : 'without the shared key'}: it was not believed.`,
    es: ({ vantage, address, port, why }: Gap & { port: string; why: string }) =>
      `Desde ${vantage}, ${address} ${port} respondió como lo hace un escucha, ${why === 'replayed' ? 'con la respuesta a otra pregunta' : 'sin la clave compartida'}: no se le creyó.`,
  },
  farSideGapUnbounded: gap(
    'it lacks the first or the last question, so it may not reach over the whole time',
    'le falta la primera o la última pregunta, así que quizá no abarque todo el tiempo',
  ),
  farSideGapRestarted: gap(
    'the listener was started anew meanwhile',
    'el escucha se reinició mientras tanto',
  ),
  farSideGapCaptureLost: gap(
    'the listener could not keep up with the packets',
    'el escucha no pudo seguir el ritmo de los paquetes',
  ),
  farSideGapTooMany: gap(
    'too many strangers came for all to be listed',
    'llegaron demasiados desconocidos para enumerarlos todos',
  ),
  farSideGapAnotherListener: gap(
    'several listeners answer at this address, and it is of one alone',
    'en esta dirección responden varios escuchas, y es de uno solo',
  ),
  farSideGapTranslated: gap(
    'the address is translated on the way, and other ports may be led to other machines',
    'la dirección se traduce por el camino, y otros puertos pueden conducir a otros equipos',
  ),
  farSideGapUnknown: gap('it knows nothing of this run', 'no sabe nada de esta ejecución'),
  farSideGapMissing: gap('it could not be read', 'no se pudo leer'),
  farSideGapForeign: gap('it was made with another key', 'se hizo con otra clave'),
  farSideGapAltered: gap('it was altered or damaged', 'se alteró o se dañó'),
} satisfies Record<string, Message>;

/** Why a log proves no silence. */
function gap(en: string, es: string) {
  return {
    en: ({ vantage, address }: Gap) =>
      `The far side's log proves nothing shut at ${address} from ${vantage}: ${en}.`,
    es: ({ vantage, address }: Gap) =>
      `El registro del otro lado no demuestra ningún cierre en ${address} desde ${vantage}: ${es}.`,
  };
}
