import type { Message } from './catalogue.ts';

/** What a sender could not exclude on the scanner's own machine. */
export const localCauseTexts = {
  notExcludedOwnFirewall: {
    en: ({ platform }: { platform: string }) =>
      `On this platform (${platform}) nothing tells whether this machine's own firewall refused, rejected or dropped the packets: it could not be excluded.`,
    es: ({ platform }: { platform: string }) =>
      `En esta plataforma (${platform}) nada indica si el propio firewall de este equipo rechazó o descartó los paquetes: no se pudo excluir.`,
  },
  notExcludedOwnReset: {
    en: ({ attempts }: { attempts: number }) =>
      `Other programs use this machine's loopback so much that an own firewall's reset could not be excluded for ${attempts} attempts.`,
    es: ({ attempts }: { attempts: number }) =>
      `Otros programas usan tanto el bucle local de este equipo que en ${attempts} intentos no se pudo excluir un restablecimiento del propio firewall.`,
  },
  notExcludedOwnIncoming: {
    en: ({ ports }: { ports: number }) =>
      `This machine's own firewall drops incoming packets of others all the time: that it dropped the answers of some of ${ports} silent ports could not be excluded.`,
    es: ({ ports }: { ports: number }) =>
      `El propio firewall de este equipo descarta sin cesar paquetes entrantes ajenos: no se pudo excluir que descartara las respuestas de alguno de ${ports} puertos sin respuesta.`,
  },
  notExcludedPortUnreachable: {
    en: ({ ports }: { ports: number }) =>
      `Resets and ICMP port unreachable arrived mixed: for ${ports} refused ports, which of the two came could not be told.`,
    es: ({ ports }: { ports: number }) =>
      `Llegaron mezclados restablecimientos e ICMP de puerto inaccesible: en ${ports} puertos que rechazaron la conexión no se pudo distinguir cuál de los dos llegó.`,
  },
} satisfies Record<string, Message>;
