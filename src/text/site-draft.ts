import type { Message } from './catalogue.ts';

/** The comments of a site file that is to be filled in. */
export const siteDraftTexts = {
  draftHead: {
    en: () =>
      'A site for portwitness: where things are, and what may be asked of them. Fill in every empty list, then look at what would be sent with "portwitness plan" and this file\'s name. Only true, false, null and whole numbers are anything but text here.',
    es: () =>
      'Un sitio para portwitness: dónde está cada cosa y qué se le puede preguntar. Rellene todas las listas vacías y vea después lo que se enviaría con «portwitness plan» y el nombre de este archivo. Aquí solo true, false, null y los números enteros no son texto.',
  },
  draftConditions: {
    en: () => 'Questions of the document; they decide what is required.',
    es: () => 'Preguntas del documento; deciden qué es requerido.',
  },
  draftParameters: {
    en: () => 'Ports that the document lets a deployment choose: one, or a range.',
    es: () => 'Puertos que el documento permite elegir a cada implementación: uno o un intervalo.',
  },
  draftPorts: {
    en: () => 'Documented ports that this deployment moved; take the # away and change them.',
    es: () => 'Puertos documentados que esta implementación cambió; quite la # y corríjalos.',
  },
  draftNames: {
    en: () => 'Host names that certificates and web sites are asked about.',
    es: () => 'Nombres de host por los que se pregunta a los certificados y sitios web.',
  },
  draftRoles: {
    en: () =>
      'Addresses and host names of each role, every one of which is checked. Where a load balancer stands in front, its address. [] says that the role is not there.',
    es: () =>
      'Direcciones y nombres de host de cada rol; se comprueban todos. Si hay un equilibrador de carga delante, su dirección. [] indica que el rol no existe.',
  },
  draftRoleFlows: {
    en: ({ flows }: { flows: string[] }) => `Asked: ${flows.join(', ')}.`,
    es: ({ flows }: { flows: string[] }) => `Se pregunta: ${flows.join(', ')}.`,
  },
  draftVantages: {
    en: () =>
      'Places that packets leave from. A vantage stands for the roles whose packets it sends; source is its own address there. Take out those that this machine is not, or run portwitness on each with --vantage.',
    es: () =>
      'Lugares desde los que salen paquetes. Un punto de observación representa a los roles cuyos paquetes envía; source es su propia dirección allí. Quite los que no sean este equipo, o ejecute portwitness en cada uno con --vantage.',
  },
  draftScope: {
    en: () =>
      'Networks and addresses that may be sent packets: every address of the roles above, and nothing that was not agreed. deny wins.',
    es: () =>
      'Redes y direcciones a las que se pueden enviar paquetes: todas las direcciones de los roles anteriores y nada que no se haya acordado. deny prevalece.',
  },
  draftAuthorization: {
    en: () => 'Who allowed it, and when; outside the window nothing is sent.',
    es: () => 'Quién lo autorizó y cuándo; fuera de ese plazo no se envía nada.',
  },
  draftPace: {
    en: () => 'Attempts per second, in all and at one address; these are the defaults.',
    es: () => 'Intentos por segundo, en total y por dirección; estos son los valores predeterminados.',
  },
  draftWaivers: {
    en: () => 'Failures that are accepted for a time.',
    es: () => 'Fallos que se aceptan durante un tiempo.',
  },
} satisfies Record<string, Message>;
