import type { Message } from './catalogue.ts';
import { formatNumber } from './number.ts';

interface Port {
  port: string;
}

/** Why a check over UDP ended as it did. */
export const datagramTexts = {
  udpFlowSilent: {
    en: ({ port, attempts }: Port & { attempts: number }) =>
      `UDP port ${port} gave no answer to ${formatNumber('en', attempts)} questions: it may be dropped on the way, or taken in without a word. A listener on the far side decides it (portwitness listen).`,
    es: ({ port, attempts }: Port & { attempts: number }) =>
      `El puerto UDP ${port} no respondió a ${formatNumber('es', attempts)} preguntas: puede que se descarten por el camino o que se reciban sin responder. Lo decide un escucha en el otro lado (portwitness listen).`,
  },
  udpFlowRefused: {
    en: ({ port }: Port) =>
      `UDP port ${port} must be open, but an ICMP message calls it unreachable: start the service, or open the firewall that says so in its place.`,
    es: ({ port }: Port) =>
      `El puerto UDP ${port} debe estar abierto, pero un mensaje ICMP lo declara inaccesible: inicie el servicio o abra el firewall que lo dice en su lugar.`,
  },
  udpOptionalShut: {
    en: ({ port }: Port) => `UDP port ${port} is optional here, and shut: an ICMP message says so.`,
    es: ({ port }: Port) => `El puerto UDP ${port} es opcional aquí y está cerrado: lo dice un mensaje ICMP.`,
  },
  udpOptionalSilent: {
    en: ({ port }: Port) => `UDP port ${port} is optional here, and gave no answer: shut, or without a word.`,
    es: ({ port }: Port) =>
      `El puerto UDP ${port} es opcional aquí y no dio respuesta: está cerrado o recibe sin responder.`,
  },
  udpClosedSilent: {
    en: ({ silent }: { silent: number }) =>
      `${formatNumber('en', silent)} UDP ports gave no answer, which proves nothing: an open one may have no answer to our question. A listener on the far side decides it (portwitness listen).`,
    es: ({ silent }: { silent: number }) =>
      `${formatNumber('es', silent)} puertos UDP no dieron respuesta, lo que no demuestra nada: puede que uno abierto no tenga respuesta a nuestra pregunta. Lo decide un escucha en el otro lado (portwitness listen).`,
  },
  udpSenderUnseen: {
    en: ({ state }: { state: string }) =>
      `The ports are rejected by ICMP, but who sent the messages can't be seen here: "${state}" stays unproven. A listener on the far side decides it (portwitness listen).`,
    es: ({ state }: { state: string }) =>
      `Los puertos se rechazan por ICMP, pero aquí no se ve quién envió los mensajes: «${state}» queda sin demostrar. Lo decide un escucha en el otro lado (portwitness listen).`,
  },
  udpNoControl: {
    en: () =>
      'The ports are rejected by ICMP, but no UDP port beside them answered: a device that rejects everything at this moment would look the same.',
    es: () =>
      'Los puertos se rechazan por ICMP, pero ningún otro puerto UDP respondió: un dispositivo que en ese momento lo rechazara todo se vería igual.',
  },
  udpNotCarried: {
    en: ({ vantage }: { vantage: string }) => `Vantage ${vantage} carries no UDP: nothing was asked over it.`,
    es: ({ vantage }: { vantage: string }) =>
      `El punto de observación ${vantage} no transporta UDP: no se preguntó nada por él.`,
  },
} satisfies Record<string, Message>;
