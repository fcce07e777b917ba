import { answerList, answerWords } from './answer-words.ts';
import type { Message } from './catalogue.ts';
import { formatChance, formatNumber } from './number.ts';

interface Port {
  port: string;
}
interface Shut extends Port {
  attempts: number;
  address: string | null;
}
interface Ports {
  ports: string;
  count: number;
}
interface Proof {
  ports: number;
  refused: number;
  rejected: number;
  silent: number;
  attempts: number;
  missProbability: number | null;
}
interface Elsewhere extends Proof {
  address: string;
  witness: string;
  port: number;
  control: string;
  interface: string;
  nextHop: string;
}
interface Miss {
  missProbability: number;
  limit: number;
  attempts: number;
  asked: number;
  lost: number;
}

/** Why a documented flow ended as it did. */
export const flowTexts = {
  flowOpen: {
    en: ({ port }: Port) => `Port ${port} is open, as documented.`,
    es: ({ port }: Port) => `El puerto ${port} está abierto, como indica la documentación.`,
  },
  flowAsExpected: {
    en: ({ port }: Port) => `Port ${port} is open, and what answers there is as expected.`,
    es: ({ port }: Port) => `El puerto ${port} está abierto, y lo que responde allí es lo esperado.`,
  },
  flowExpectationFailed: {
    en: ({ port, expectations }: Port & { expectations: string[] }) =>
      `Port ${port} is open, but what answers there is not as expected (${expectations.join(', ')}): see the findings.`,
    es: ({ port, expectations }: Port & { expectations: string[] }) =>
      `El puerto ${port} está abierto, pero lo que responde allí no es lo esperado (${expectations.join(', ')}): vea los hallazgos.`,
  },
  flowExpectationOpen: {
    en: ({ port, expectations }: Port & { expectations: string[] }) =>
      `Port ${port} is open, but it could not be found out whether what answers there is as expected (${expectations.join(', ')}).`,
    es: ({ port, expectations }: Port & { expectations: string[] }) =>
      `El puerto ${port} está abierto, pero no se pudo averiguar si lo que responde allí es lo esperado (${expectations.join(', ')}).`,
  },
  expectationUnknown: {
    en: ({ expectation }: { expectation: string }) =>
      `This version does not know the expectation “${expectation}”.`,
    es: ({ expectation }: { expectation: string }) =>
      `Esta versión no conoce la expectativa «${expectation}».`,
  },
  flowRefused: {
    en: ({ port }: Shut) =>
      `Port ${port} must be open, but the connection is refused: start the service, or open the firewall that refuses for it.`,
    es: ({ port }: Shut) =>
      `El puerto ${port} debe estar abierto, pero la conexión se rechaza (RST): inicie el servicio o abra el firewall que rechaza en su lugar.`,
  },
  flowRejected: {
    en: ({ port, rejection, from }: Port & { rejection: string; from: string | null }) =>
      `Port ${port} must be open, but ${from ?? 'a device in the path'} rejects it (${answerWords(rejection, 'en')}): allow this flow there.`,
    es: ({ port, rejection, from }: Port & { rejection: string; from: string | null }) =>
      `El puerto ${port} debe estar abierto, pero ${from ?? 'un dispositivo intermedio'} lo rechaza (${answerWords(rejection, 'es')}): permita este flujo allí.`,
  },
  flowSilent: {
    en: ({ port, attempts }: Shut) =>
      `Port ${port} must be open, but ${formatNumber('en', attempts)} attempts got no answer while the address is alive: a firewall drops this flow, or the service hangs.`,
    es: ({ port, attempts }: Shut) =>
      `El puerto ${port} debe estar abierto, pero ${formatNumber('es', attempts)} intentos quedaron sin respuesta aunque la dirección está activa: un firewall descarta este flujo, o el servicio no responde.`,
  },
  flowHostSilent: {
    en: ({ port, attempts, address }: Shut) =>
      `Port ${port} must be open, but ${address} answered nothing at all in ${formatNumber('en', attempts)} attempts: the host is down, the address is wrong, or a firewall drops everything.`,
    es: ({ port, attempts, address }: Shut) =>
      `El puerto ${port} debe estar abierto, pero ${address} no respondió nada en ${formatNumber('es', attempts)} intentos: el host está apagado, la dirección es errónea, o un firewall lo descarta todo.`,
  },
  flowHostDown: {
    en: ({ port, address }: Shut) =>
      `Port ${port} must be open, but nobody on the network answers for ${address}: the host is down, or the address is wrong.`,
    es: ({ port, address }: Shut) =>
      `El puerto ${port} debe estar abierto, pero nadie en la red responde por ${address}: el host está apagado o la dirección es errónea.`,
  },
  flowOptionalRefused: {
    en: ({ port }: Port) => `Port ${port} is optional here, and shut: the connection is refused.`,
    es: ({ port }: Port) =>
      `El puerto ${port} es opcional aquí y está cerrado: la conexión se rechaza (RST).`,
  },
  flowOptionalRejected: {
    en: ({ port }: Port) => `Port ${port} is optional here, and shut: a device in the path rejects it.`,
    es: ({ port }: Port) =>
      `El puerto ${port} es opcional aquí y está cerrado: un dispositivo intermedio lo rechaza.`,
  },
  flowOptionalSilent: {
    en: ({ port }: Port) => `Port ${port} is optional here, and shut: nothing answers.`,
    es: ({ port }: Port) => `El puerto ${port} es opcional aquí y está cerrado: nada responde.`,
  },
  flowUnknown: {
    en: ({ port, cause }: Port & { cause: string }) =>
      `Port ${port} could not be asked (${answerWords(cause, 'en')}): the cause lies on this side, and says nothing about the port.`,
    es: ({ port, cause }: Port & { cause: string }) =>
      `No se pudo preguntar al puerto ${port} (${answerWords(cause, 'es')}): la causa está de este lado y no dice nada del puerto.`,
  },
  flowAnsweredByDevice: {
    en: ({ port }: Port) =>
      `Port ${port} completes a handshake, but so does something in the path for every port, or from another distance; no service said a word. Ask from behind that device.`,
    es: ({ port }: Port) =>
      `El puerto ${port} completa la conexión, pero algo en el camino lo hace para todos los puertos, o desde otra distancia; ningún servicio dijo nada. Pregunte desde detrás de ese dispositivo.`,
  },
  rangeSeen: {
    en: ({ ports, open }: { ports: string; open: number }) =>
      `Ports ${ports} are optional: ${formatNumber('en', open)} of them answered as open.`,
    es: ({ ports, open }: { ports: string; open: number }) =>
      `Los puertos ${ports} son opcionales: ${formatNumber('es', open)} respondieron como abiertos.`,
  },
  rangeUnknown: {
    en: ({ ports, unknown }: { ports: string; unknown: number }) =>
      `Ports ${ports} are optional, but ${formatNumber('en', unknown)} of them could not be asked.`,
    es: ({ ports, unknown }: { ports: string; unknown: number }) =>
      `Los puertos ${ports} son opcionales, pero a ${formatNumber('es', unknown)} no se les pudo preguntar.`,
  },
} satisfies Record<string, Message>;

/** Why a closed rule ended as it did. */
export const closedTexts = {
  closedAnswered: {
    en: (v: Proof) => `All ${formatNumber('en', v.ports)} ports are shut: each one answered that it is.`,
    es: (v: Proof) =>
      `Los ${formatNumber('es', v.ports)} puertos están cerrados: cada uno respondió que lo está.`,
  },
  closedProven: {
    en: (v: Proof) =>
      `All ${formatNumber('en', v.ports)} ports are shut: ${formatNumber('en', v.silent)} stayed silent in ${v.attempts} counted attempts while the path was proven alive; the chance that an open one was missed is at most ${formatChance('en', v.missProbability ?? 1)}.`,
    es: (v: Proof) =>
      `Los ${formatNumber('es', v.ports)} puertos están cerrados: ${formatNumber('es', v.silent)} guardaron silencio en ${v.attempts} intentos contados mientras el camino estaba demostradamente activo; la probabilidad de haber pasado por alto uno abierto es como mucho ${formatChance('es', v.missProbability ?? 1)}.`,
  },
  closedSeenElsewhere: {
    en: (v: Elsewhere) =>
      `All ${formatNumber('en', v.ports)} ports are blocked on the way: ${v.address} stayed silent here in ${v.attempts} counted attempts, while “${v.witness}” had answers from its port ${v.port} all the time, and while ${v.control} answered here through the same interface (${v.interface}) and next hop (${v.nextHop}). By the loss seen there an open port was missed with a chance of at most ${formatChance('en', v.missProbability ?? 1)}. Unproven stays the way from that next hop to ${v.address}: an outage of that part alone would look the same.`,
    es: (v: Elsewhere) =>
      `Los ${formatNumber('es', v.ports)} puertos están bloqueados en el camino: ${v.address} guardó silencio aquí en ${v.attempts} intentos contados, mientras «${v.witness}» recibía siempre respuesta de su puerto ${v.port} y mientras ${v.control} respondía aquí por la misma interfaz (${v.interface}) y el mismo próximo salto (${v.nextHop}). Según la pérdida vista allí, la probabilidad de haber pasado por alto un puerto abierto es como mucho ${formatChance('es', v.missProbability ?? 1)}. Queda sin demostrar el tramo desde ese próximo salto hasta ${v.address}: un corte solo de ese tramo se vería igual.`,
  },
  closedOpen: {
    en: ({ open, count }: { open: string; count: number }) =>
      count === 1
        ? `Port ${open} must be shut, but it is open: stop the service behind it, or close it in the firewall.`
        : `${formatNumber('en', count)} ports must be shut, but are open: ${open}. Stop the services behind them, or close them in the firewall.`,
    es: ({ open, count }: { open: string; count: number }) =>
      count === 1
        ? `El puerto ${open} debe estar cerrado, pero está abierto: detenga el servicio que hay detrás o ciérrelo en el firewall.`
        : `${formatNumber('es', count)} puertos deben estar cerrados, pero están abiertos: ${open}. Detenga los servicios que hay detrás o ciérrelos en el firewall.`,
  },
  closedEverythingOpen: {
    en: ({ count }: { count: number }) =>
      `Something in the path answers as open for ports that nobody documents${count === 0 ? '' : `, and for ${formatNumber('en', count)} forbidden ones`}: what lies behind it is unproven. Ask from behind that device.`,
    es: ({ count }: { count: number }) =>
      `Algo en el camino responde como abierto en puertos que nadie documenta${count === 0 ? '' : `, y en ${formatNumber('es', count)} prohibidos`}: lo que hay detrás no está demostrado. Pregunte desde detrás de ese dispositivo.`,
  },
  closedOpenFromElsewhere: {
    en: ({ open }: { open: string }) =>
      `Ports ${open} answered as open, but from another distance than the target, and no service said a word: a device in the path may answer for it.`,
    es: ({ open }: { open: string }) =>
      `Los puertos ${open} respondieron como abiertos, pero desde otra distancia que el destino, y ningún servicio dijo nada: puede que un dispositivo intermedio responda en su lugar.`,
  },
  closedNotAsked: {
    en: () => 'Nothing was asked, so nothing is proven.',
    es: () => 'No se preguntó nada, así que nada está demostrado.',
  },
  closedUnknown: {
    en: ({ unknown, cause }: { unknown: number; cause: string[] }) =>
      `${formatNumber('en', unknown)} ports could not be asked (${answerList(cause, 'en')}): the cause lies on this side, and proves nothing about the ports.`,
    es: ({ unknown, cause }: { unknown: number; cause: string[] }) =>
      `A ${formatNumber('es', unknown)} puertos no se les pudo preguntar (${answerList(cause, 'es')}): la causa está de este lado y no demuestra nada de los puertos.`,
  },
  closedOwnFirewall: {
    en: ({ ports, cause }: { ports: string; cause: string[] }) =>
      `Attempts at ports ${ports} were stopped on this machine (${answerList(cause, 'en')}): the far side said nothing of them. Let the scanner's own traffic pass.`,
    es: ({ ports, cause }: { ports: string; cause: string[] }) =>
      `Los intentos a los puertos ${ports} se detuvieron en este mismo equipo (${answerList(cause, 'es')}): el otro lado no dijo nada de ellos. Permita el tráfico del propio escáner.`,
  },
  closedHostDown: {
    en: () =>
      'Nobody on the network answers for this address: a host that is down proves nothing about its ports.',
    es: () =>
      'Nadie en la red responde por esta dirección: un host apagado no demuestra nada de sus puertos.',
  },
  closedHostSilent: {
    en: ({ address }: { address: string }) =>
      `${address} answered nothing at all: a host that is down, a wrong address and a firewall look the same. Give it one port known to answer, or a second vantage.`,
    es: ({ address }: { address: string }) =>
      `${address} no respondió nada: un host apagado, una dirección errónea y un firewall se ven igual. Dele un puerto que se sepa que responde, o un segundo punto de observación.`,
  },
  closedNoControl: {
    en: ({ address }: { address: string }) =>
      `No port of ${address} could prove that the path was alive while the others were silent: silence alone is no proof.`,
    es: ({ address }: { address: string }) =>
      `Ningún puerto de ${address} pudo demostrar que el camino estaba activo mientras los demás callaban: el silencio por sí solo no es prueba.`,
  },
  closedAnswersStopped: {
    en: ({ attempts }: { attempts: number }) =>
      `In mid-run even the port known to be alive stopped answering (after ${formatNumber('en', attempts)} attempts): a device shuns the scanner, or the path was lost. Ask again more slowly, or have the scanner allowed there.`,
    es: ({ attempts }: { attempts: number }) =>
      `A media ejecución incluso el puerto que se sabía activo dejó de responder (tras ${formatNumber('es', attempts)} intentos): un dispositivo bloquea al escáner, o se perdió el camino. Pregunte más despacio o haga que se permita el escáner allí.`,
  },
  closedVoided: {
    en: (v: Miss) =>
      `Some ports were only asked while the path itself was failing (${formatNumber('en', v.lost)} of ${formatNumber('en', v.asked)} controls lost): their silence does not count.`,
    es: (v: Miss) =>
      `A algunos puertos solo se les preguntó mientras el propio camino fallaba (se perdieron ${formatNumber('es', v.lost)} de ${formatNumber('es', v.asked)} controles): su silencio no cuenta.`,
  },
  closedMissTooLikely: {
    en: (v: Miss) =>
      `Nothing open was seen, but the path loses too much to prove it: ${formatNumber('en', v.lost)} of ${formatNumber('en', v.asked)} controls were lost, so an open port may have been missed with a chance of ${formatChance('en', v.missProbability)} (limit ${formatChance('en', v.limit)}). Mend the loss, or lower the pace.`,
    es: (v: Miss) =>
      `No se vio nada abierto, pero el camino pierde demasiado para demostrarlo: se perdieron ${formatNumber('es', v.lost)} de ${formatNumber('es', v.asked)} controles, de modo que un puerto abierto pudo pasarse por alto con una probabilidad de ${formatChance('es', v.missProbability)} (límite ${formatChance('es', v.limit)}). Corrija la pérdida o baje el ritmo.`,
  },
  closedResetsDoubtful: {
    en: ({ rules }: { rules: string[] }) =>
      `Everything here is refused, even what must be open (${rules.join(', ')}): the target may refuse, or a device in front of it that answers for all. Mend that first, then ask again.`,
    es: ({ rules }: { rules: string[] }) =>
      `Aquí se rechaza todo, incluso lo que debe estar abierto (${rules.join(', ')}): puede que rechace el destino, o un dispositivo delante que responde por todos. Corrija eso primero y vuelva a preguntar.`,
  },
  closedTooFewAttempts: {
    en: (v: Miss & { wanted: number }) =>
      `Some ports have only ${v.attempts} attempts that count, where the site wants ${v.wanted}: their silence is not yet proof.`,
    es: (v: Miss & { wanted: number }) =>
      `Algunos puertos solo tienen ${v.attempts} intentos que cuentan, y el sitio pide ${v.wanted}: su silencio aún no es prueba.`,
  },
  closedResetFromElsewhere: {
    en: ({ ports }: Ports) =>
      `Ports ${ports} are refused, but from another distance than the target: a device in the path answers for it, and what the target does is unproven.`,
    es: ({ ports }: Ports) =>
      `Los puertos ${ports} se rechazan, pero desde otra distancia que el destino: un dispositivo intermedio responde en su lugar, y lo que hace el destino no está demostrado.`,
  },
  closedSilentAmongResets: {
    en: ({ ports, refused }: Ports & { refused: number }) =>
      `The host itself refuses ${formatNumber('en', refused)} ports, but ${ports} stay silent: filtered one by one, or open with a full queue, which this sweeper can't tell apart.`,
    es: ({ ports, refused }: Ports & { refused: number }) =>
      `El propio host rechaza ${formatNumber('es', refused)} puertos, pero ${ports} guardan silencio: filtrados uno a uno, o abiertos con la cola llena, cosa que este método de barrido no distingue.`,
  },
  blockedCrossed: {
    en: ({ ports }: Ports) =>
      `Ports ${ports} must be blocked on the way, but the target itself refused them: the packets crossed. Block them in the firewall.`,
    es: ({ ports }: Ports) =>
      `Los puertos ${ports} deben bloquearse en el camino, pero el propio destino los rechazó (RST): los paquetes cruzaron. Bloquéelos en el firewall.`,
  },
  blockedResetFromElsewhere: {
    en: ({ ports }: Ports) =>
      `Ports ${ports} are refused from another distance than the target's: probably by a device in the path, but a reset does not prove who sent it.`,
    es: ({ ports }: Ports) =>
      `Los puertos ${ports} se rechazan desde otra distancia que la del destino: probablemente por un dispositivo intermedio, pero un RST no demuestra quién lo envió.`,
  },
  blockedResetSenderUnknown: {
    en: ({ ports }: Ports) =>
      `Ports ${ports} must be blocked on the way, but were refused, and who sent the resets can't be seen here: the packets may have crossed.`,
    es: ({ ports }: Ports) =>
      `Los puertos ${ports} deben bloquearse en el camino, pero se rechazaron, y aquí no se ve quién envió los RST: puede que los paquetes cruzaran.`,
  },
  blockedRejectedByTarget: {
    en: ({ ports }: Ports) =>
      `Ports ${ports} must be blocked on the way, but the rejections carry the target's own address: the packets may have crossed.`,
    es: ({ ports }: Ports) =>
      `Los puertos ${ports} deben bloquearse en el camino, pero los rechazos llevan la dirección del propio destino: puede que los paquetes cruzaran.`,
  },
  blockedRejecterUnknown: {
    en: ({ ports }: Ports) =>
      `Ports ${ports} must be blocked on the way, and are rejected, but who rejects them can't be seen here: it may be the target itself.`,
    es: ({ ports }: Ports) =>
      `Los puertos ${ports} deben bloquearse en el camino, y se rechazan, pero aquí no se ve quién los rechaza: puede ser el propio destino.`,
  },
  notListeningUnanswered: {
    en: ({ silent, rejected }: { silent: number; rejected: number }) =>
      `That nothing listens is proven by the host's own refusal alone, but ${formatNumber('en', silent)} ports stayed silent and ${formatNumber('en', rejected)} were rejected.`,
    es: ({ silent, rejected }: { silent: number; rejected: number }) =>
      `Que nada escucha solo lo demuestra el rechazo del propio host, pero ${formatNumber('es', silent)} puertos guardaron silencio y ${formatNumber('es', rejected)} fueron rechazados por el camino.`,
  },
  notListeningUnclear: {
    en: ({ ports }: Ports) =>
      `Ports ${ports} were refused, but an SSH server connected for us, and does not tell the host's own refusal from a firewall's: ask from a vantage that runs portwitness itself.`,
    es: ({ ports }: Ports) =>
      `Los puertos ${ports} se rechazaron, pero se conectó por nosotros un servidor SSH, que no distingue el rechazo del propio host del de un firewall: pregunte desde un punto de observación que ejecute portwitness.`,
  },
  notListeningOnce: {
    en: ({ ports }: Ports) => `Ports ${ports} were refused once only; twice is proof that nothing listens.`,
    es: ({ ports }: Ports) =>
      `Los puertos ${ports} se rechazaron una sola vez; dos veces demuestran que nada escucha.`,
  },
} satisfies Record<string, Message>;
