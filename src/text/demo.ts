import type { Message } from './catalogue.ts';

interface Places {
  readonly outside: string;
  readonly proxyExternal: string;
  readonly proxyInternal: string;
  readonly frontEnd: string;
  readonly officeWebApps: string;
  readonly externalHttp: number;
  readonly externalHttps: number;
  readonly internalHttp: number;
  readonly internalHttps: number;
  readonly officeWebAppsPort: number;
}

/** What the demo tells. */
export const demoTexts = {
  demoIntroduction: {
    en: () =>
      'This is a Lync Server 2013 reverse proxy in the small, on the loopback of this machine: no root, and nothing leaves the machine. portwitness audits it against Microsoft’s port summary, twice.',
    es: () =>
      'Este es un proxy inverso de Lync Server 2013 en pequeño, en el bucle invertido de este equipo: sin ser root y sin que nada salga del equipo. portwitness lo audita dos veces según el resumen de puertos de Microsoft.',
  },
  demoPlaces: {
    en: (at: Places) =>
      [
        `  reverse proxy, outside   ${at.proxyExternal}, ports ${at.externalHttp} (for 80) and ${at.externalHttps} (for 443)`,
        `  Front End                ${at.frontEnd}, ports ${at.internalHttp} (for 8080) and ${at.internalHttps} (for 4443)`,
        `  Office Web Apps          ${at.officeWebApps}, port ${at.officeWebAppsPort} (for 443)`,
        `  asked from               ${at.outside} (the internet) and ${at.proxyInternal} (the proxy's inside)`,
      ].join('\n'),
    es: (at: Places) =>
      [
        `  proxy inverso, exterior  ${at.proxyExternal}, puertos ${at.externalHttp} (por el 80) y ${at.externalHttps} (por el 443)`,
        `  servidor front-end       ${at.frontEnd}, puertos ${at.internalHttp} (por el 8080) y ${at.internalHttps} (por el 4443)`,
        `  Office Web Apps          ${at.officeWebApps}, puerto ${at.officeWebAppsPort} (por el 443)`,
        `  se pregunta desde        ${at.outside} (Internet) y ${at.proxyInternal} (el interior del proxy)`,
      ].join('\n'),
  },
  demoBand: {
    en: ({ from, to, ports }: { from: number; to: number; ports: number }) =>
      `  closed rules             the ${ports} ports ${from}-${to}, found free beforehand; a real audit asks 1-65535`,
    es: ({ from, to, ports }: { from: number; to: number; ports: number }) =>
      `  reglas de cierre         los ${ports} puertos ${from}-${to}, que estaban libres; una auditoría real pregunta del 1 al 65535`,
  },
  demoOneAddress: {
    en: () =>
      'This system has one loopback address only: everything shares it, and one vantage stands for both places. On Linux each has its own.',
    es: () =>
      'Este sistema solo tiene una dirección de bucle invertido: todo la comparte, y un solo punto de observación representa ambos lugares. En Linux cada uno tiene la suya.',
  },
  demoNoBand: {
    en: () =>
      'There are no 500 free ports in a row between 20000 and 32000 on this machine: the demo has no room.',
    es: () =>
      'En este equipo no hay 500 puertos libres seguidos entre el 20000 y el 32000: la demostración no tiene sitio.',
  },
  demoFirst: {
    en: () => '1. As the documents want it',
    es: () => '1. Como lo quieren los documentos',
  },
  demoSecond: {
    en: () => '2. The same, with a forgotten service',
    es: () => '2. Lo mismo, con un servicio olvidado',
  },
  demoPlanted: {
    en: ({ port, address }: { port: number; address: string }) =>
      `Somebody has left a remote desktop listening at the external interface: ${address}, port ${port}.`,
    es: ({ port, address }: { port: number; address: string }) =>
      `Alguien ha dejado un escritorio remoto escuchando en la interfaz externa: ${address}, puerto ${port}.`,
  },
  demoNext: { en: () => 'What now', es: () => 'Y ahora' },
  demoWhatNext: {
    en: ({ folder, command }: { folder: string; command: string }) =>
      [
        `Site file, profile and both runs are in ${folder}`,
        '',
        'Open the second report in a browser:',
        `  ${folder}/violation.html`,
        'Read it as Markdown, or on the terminal in Spanish:',
        `  ${command} report ${folder}/violation --format markdown`,
        `  ${command} report ${folder}/violation --lang es`,
        'See the ports of the shipped profile, each with its source:',
        `  ${command} profile show lync-server-2013/reverse-proxy`,
        'Describe your own deployment, see what would be sent, then audit it:',
        `  ${command} init --profile lync-server-2013/reverse-proxy`,
        `  ${command} plan site.yaml`,
        `  ${command} audit site.yaml --out runs/first`,
      ].join('\n'),
    es: ({ folder, command }: { folder: string; command: string }) =>
      [
        `El archivo de sitio, el perfil y ambas ejecuciones están en ${folder}`,
        '',
        'Abrir el segundo informe en un navegador:',
        `  ${folder}/violation.html`,
        'Leerlo como Markdown, o en el terminal en inglés:',
        `  ${command} report ${folder}/violation --format markdown`,
        `  ${command} report ${folder}/violation --lang en`,
        'Ver los puertos del perfil incluido, cada uno con su fuente:',
        `  ${command} profile show lync-server-2013/reverse-proxy`,
        'Describir su propia implementación, ver qué se enviaría y auditarla:',
        `  ${command} init --profile lync-server-2013/reverse-proxy`,
        `  ${command} plan site.yaml`,
        `  ${command} audit site.yaml --out runs/first`,
      ].join('\n'),
  },
  demoUnexpected: {
    en: ({ first, second }: { first: string; second: string }) =>
      `The demo did not go as it should: the first audit ended ${first}, the second ${second}. Something else on this machine took part; the reports say what.`,
    es: ({ first, second }: { first: string; second: string }) =>
      `La demostración no fue como debía: la primera auditoría terminó ${first} y la segunda ${second}. Algo más participó en este equipo; los informes dicen qué.`,
  },
} satisfies Record<string, Message>;
