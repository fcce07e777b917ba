import type { Message } from './catalogue.ts';

interface Where {
  readonly ports: string;
  readonly source: string;
  readonly target: string;
}

/** What to do about a check that did not pass. */
export const remedyTexts = {
  remedySilent: {
    en: ({ ports, source, target }: Where) =>
      `See that ${target} is up and listens on ${ports}, then allow ${ports} from ${source} to ${target} in every firewall on the way.`,
    es: ({ ports, source, target }: Where) =>
      `Compruebe que ${target} está en marcha y escucha en ${ports}, y permita ${ports} desde ${source} hasta ${target} en todos los firewalls del camino.`,
  },
  remedyRefused: {
    en: ({ ports, target }: Where) =>
      `Start the service on ${target} that should listen on ${ports}. If this deployment moved the port, say so under "ports" in the site file.`,
    es: ({ ports, target }: Where) =>
      `Inicie en ${target} el servicio que debe escuchar en ${ports}. Si este despliegue ha cambiado el puerto, indíquelo en «ports» en el archivo de sitio.`,
  },
  remedyRejected: {
    en: ({ ports, source, target, device }: Where & { device: string }) =>
      `Allow ${ports} from ${source} to ${target} on the device that rejects it (${device}).`,
    es: ({ ports, source, target, device }: Where & { device: string }) =>
      `Permita ${ports} desde ${source} hasta ${target} en el dispositivo que lo deniega (${device}).`,
  },
  remedyFinding: {
    en: ({ target, findings }: { target: string; findings: string }) =>
      `The port is open, but what answers is not as documented: correct ${findings} on ${target}, then audit again.`,
    es: ({ target, findings }: { target: string; findings: string }) =>
      `El puerto está abierto, pero lo que responde no es lo documentado: corrija ${findings} en ${target} y repita la auditoría.`,
  },
  remedyLeak: {
    en: ({ ports, source, target }: Where) =>
      `Shut ${ports} towards ${target}: block it in the firewalls between it and ${source}, or stop what listens there. If it is needed, have it documented in a profile, or waived with an end date.`,
    es: ({ ports, source, target }: Where) =>
      `Cierre ${ports} hacia ${target}: bloquéelo en los firewalls que lo separan de ${source} o detenga lo que escucha allí. Si es necesario, haga que se documente en un perfil o que se exima con fecha de fin.`,
  },
  remedyCrossed: {
    en: ({ source, target }: Where) =>
      `Nothing listens, but packets reach ${target}: block them in the firewall between it and ${source}.`,
    es: ({ source, target }: Where) =>
      `Nada escucha, pero los paquetes llegan a ${target}: bloquéelos en el firewall que lo separa de ${source}.`,
  },
  remedyAskAgain: {
    en: ({ check }: { check: string }) =>
      `Remove the cause named above, then ask again: portwitness audit SITE --only ${check}`,
    es: ({ check }: { check: string }) =>
      `Elimine la causa indicada y vuelva a preguntar: portwitness audit SITIO --only ${check}`,
  },
} satisfies Record<string, Message>;
