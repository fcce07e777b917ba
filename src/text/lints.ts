import type { Message } from './catalogue.ts';

type Conflicting = Readonly<
  Record<'ports' | 'requires' | 'requiresCite' | 'forbids' | 'forbidsCite', string>
>;

/** What `profile check` says of a profile that loads, and of profiles that build on one another or contradict. */
export const lintTexts = {
  lintNoCite: {
    en: ({ rule }: { rule: string }) => `${rule} cites no document: an auditor will ask who wants it (cite).`,
    es: ({ rule }: { rule: string }) =>
      `${rule} no cita ningún documento: un auditor preguntará quién lo pide (cite).`,
  },
  lintDocumentUnused: {
    en: ({ document }: { document: string }) => `No rule cites the document ${document}.`,
    es: ({ document }: { document: string }) => `Ninguna regla cita el documento ${document}.`,
  },
  lintConditionIdle: {
    en: ({ rule }: { rule: string }) =>
      `The answer changes nothing for ${rule}: a condition is asked twice, or both needs are the same.`,
    es: ({ rule }: { rule: string }) =>
      `La respuesta no cambia nada para ${rule}: una condición se pregunta dos veces o ambas necesidades son iguales.`,
  },
  lintNoControl: {
    en: ({ rule, flow }: { rule: string; flow: string }) =>
      `${rule} has no control, though ${flow} runs on its path: silence would prove nothing (control: ${flow}).`,
    es: ({ rule, flow }: { rule: string; flow: string }) =>
      `${rule} no tiene control, aunque ${flow} recorre su camino: el silencio no probaría nada (control: ${flow}).`,
  },
  lintOverlap: {
    en: ({ rule, other, ports }: { rule: string; other: string; ports: string }) =>
      `${rule} and ${other} both name ${ports} on the same path: which need holds?`,
    es: ({ rule, other, ports }: { rule: string; other: string; ports: string }) =>
      `${rule} y ${other} indican ${ports} en el mismo camino: ¿qué necesidad rige?`,
  },
  lintRoleUnused: {
    en: ({ role }: { role: string }) => `No rule names the role ${role}.`,
    es: ({ role }: { role: string }) => `Ninguna regla nombra el rol ${role}.`,
  },
  lintNoTitle: {
    en: ({ id }: { id: string }) => `${id} has no title: reports would show its id.`,
    es: ({ id }: { id: string }) => `${id} no tiene título: los informes mostrarían su identificador.`,
  },
  lintOneLanguage: {
    en: () => 'This text is in one language; write it as en and es.',
    es: () => 'Este texto está en un solo idioma; escríbalo en en y es.',
  },
  lintSameWords: {
    en: () => 'This text is the same in both languages: one translation is missing.',
    es: () => 'Este texto es igual en ambos idiomas: falta una traducción.',
  },
  lintRegisteredName: {
    en: ({ port, registered, named }: { port: number; registered: string; named: string }) =>
      `This flow is named after ${named}, but IANA registers port ${port} for ${registered}: correct one, or say why.`,
    es: ({ port, registered, named }: { port: number; registered: string; named: string }) =>
      `Este flujo lleva el nombre de ${named}, pero IANA registra el puerto ${port} para ${registered}: corrija uno o explíquelo en why.`,
  },
  lintConditionUnused: {
    en: ({ condition }: { condition: string }) =>
      `Nothing depends on the condition ${condition}: a site would be asked in vain.`,
    es: ({ condition }: { condition: string }) =>
      `Nada depende de la condición ${condition}: se preguntaría al sitio en vano.`,
  },
  lintParameterUnused: {
    en: ({ parameter }: { parameter: string }) =>
      `No rule uses the parameter ${parameter}: a site would be asked in vain.`,
    es: ({ parameter }: { parameter: string }) =>
      `Ninguna regla usa el parámetro ${parameter}: se preguntaría al sitio en vano.`,
  },
  profilesConflict: {
    en: ({ ports, requires, requiresCite, forbids, forbidsCite }: Conflicting) =>
      `${forbids} forbids ${ports} (${forbidsCite}), and ${requires} requires it on the same path (${requiresCite}). Move the port (ports), or leave one profile out.`,
    es: ({ ports, requires, requiresCite, forbids, forbidsCite }: Conflicting) =>
      `${forbids} prohíbe ${ports} (${forbidsCite}) y ${requires} lo requiere en el mismo camino (${requiresCite}). Mueva el puerto (ports) o prescinda de un perfil.`,
  },
  extendsCircle: {
    en: ({ path }: { path: string[] }) =>
      `These profiles extend one another in a circle: ${path.join(' → ')}.`,
    es: ({ path }: { path: string[] }) =>
      `Estos perfiles se extienden unos a otros en círculo: ${path.join(' → ')}.`,
  },
} satisfies Record<string, Message>;
