import type { Message } from './catalogue.ts';

/** Why this machine can't sweep one way or the other. */
export const senderTexts = {
  senderWithoutLinux: {
    en: ({ platform, machine }: { platform: string; machine: string }) =>
      `The fast senders make Linux system calls on 64-bit machines; this is ${platform} on ${machine}.`,
    es: ({ platform, machine }: { platform: string; machine: string }) =>
      `Los emisores rápidos usan llamadas al sistema de Linux en equipos de 64 bits; este equipo es ${platform} en ${machine}.`,
  },
  senderWithoutKoffi: {
    en: ({ error }: { error: string }) =>
      `The optional package koffi, which makes system calls, could not be loaded: ${error}`,
    es: ({ error }: { error: string }) =>
      `No se pudo cargar el paquete opcional koffi, que realiza las llamadas al sistema: ${error}`,
  },
  senderWithoutRawSockets: {
    en: ({ error }: { error: string }) =>
      `Raw sockets need root or the capability CAP_NET_RAW, which this process lacks (${error}).`,
    es: ({ error }: { error: string }) =>
      `Los sockets sin procesar requieren root o la capacidad CAP_NET_RAW, de la que este proceso carece (${error}).`,
  },
  senderWithoutSourcePorts: {
    en: () => 'This machine has no free row of source ports that the SYN sender could reserve.',
    es: () =>
      'Este equipo no tiene una serie libre de puertos de origen que el emisor de SYN pueda reservar.',
  },
  senderNotBuilt: {
    en: () => 'The fast senders need the built package: run "npm run build".',
    es: () => 'Los emisores rápidos requieren el paquete compilado: ejecute «npm run build».',
  },
  senderProcessEnded: {
    en: () => 'The process that sends packets ended as soon as it was started.',
    es: () => 'El proceso que envía los paquetes finalizó nada más iniciarse.',
  },
} satisfies Record<string, Message>;
