import type { Message } from './catalogue.ts';

interface Vantage {
  vantage: string;
}

/** Why something is settled before the first packet, or not covered at all. */
export const planningTexts = {
  vantageNotChosen: {
    en: ({ vantage }: Vantage) => `Not asked: the vantage “${vantage}” was not chosen for this run.`,
    es: ({ vantage }: Vantage) =>
      `No se preguntó: el punto de observación «${vantage}» no se eligió para esta ejecución.`,
  },
  vantageElsewhere: {
    en: ({ vantage, source }: Vantage & { source: string[] }) =>
      `Not asked: the vantage “${vantage}” leaves from ${source.join(', ')}, and this machine has no such address. Run the audit there too, and join the reports.`,
    es: ({ vantage, source }: Vantage & { source: string[] }) =>
      `No se preguntó: el punto de observación «${vantage}» sale de ${source.join(', ')}, y este equipo no tiene esa dirección. Ejecute la auditoría también allí y una los informes.`,
  },
  sourceMissing: {
    en: ({ vantage, source }: Vantage & { source: string[] }) =>
      `Nothing was sent: the vantage “${vantage}” must leave from ${source.join(', ')}, and this machine has no such address.`,
    es: ({ vantage, source }: Vantage & { source: string[] }) =>
      `No se envió nada: el punto de observación «${vantage}» debe salir de ${source.join(', ')}, y este equipo no tiene esa dirección.`,
  },
  noVantageForRole: {
    en: ({ role }: { role: string }) => `Not asked: no vantage of the site stands for “${role}”.`,
    es: ({ role }: { role: string }) =>
      `No se preguntó: ningún punto de observación del sitio representa a «${role}».`,
  },
  familyWithoutSource: {
    en: ({ vantage, family }: Vantage & { family: string }) =>
      `Not asked over ${family}: the vantage “${vantage}” has no ${family} source.`,
    es: ({ vantage, family }: Vantage & { family: string }) =>
      `No se preguntó por ${family}: el punto de observación «${vantage}» no tiene dirección de origen ${family}.`,
  },
  roleAbsent: {
    en: ({ role }: { role: string }) => `This site has no “${role}”.`,
    es: ({ role }: { role: string }) => `Este sitio no tiene «${role}».`,
  },
  ownAddress: {
    en: ({ vantage, address }: Vantage & { address: string }) =>
      `${address} is the vantage “${vantage}” itself: nothing crosses a network.`,
    es: ({ vantage, address }: Vantage & { address: string }) =>
      `${address} es el propio punto de observación «${vantage}»: nada cruza la red.`,
  },
  nameNotResolved: {
    en: ({ host, error }: { host: string; error: string }) =>
      `The name ${host} has no address here (${error}): nothing could be asked. Mend the name service, or give the address.`,
    es: ({ host, error }: { host: string; error: string }) =>
      `El nombre ${host} no tiene dirección aquí (${error}): no se pudo preguntar nada. Corrija el servicio de nombres o indique la dirección.`,
  },
  resolvedOutsideScope: {
    en: ({ host, address }: { host: string; address: string }) =>
      `${host} stands for ${address}, which is outside the scope: nothing was sent there.`,
    es: ({ host, address }: { host: string; address: string }) =>
      `${host} corresponde a ${address}, que está fuera del alcance: no se envió nada allí.`,
  },
  allPortsDocumented: {
    en: () => 'Every port of this rule is documented towards this address: none is left to be shut.',
    es: () =>
      'Todos los puertos de esta regla están documentados hacia esta dirección: no queda ninguno por cerrar.',
  },
} satisfies Record<string, Message>;
