import { formatNumber, plural } from './number.ts';
import type { Message } from './catalogue.ts';

type Count = { readonly count: number };
type OfTotal = Count & { readonly total: number };

/** Headings, labels and sentences of a report that are no verdict's own reason. */
export const reportTexts = {
  reportTitle: {
    en: ({ site }: { site: string }) => `Port compliance of ${site}`,
    es: ({ site }: { site: string }) => `Conformidad de puertos de ${site}`,
  },

  outcomeCompliant: { en: () => 'Compliant', es: () => 'Conforme' },
  outcomeNonCompliant: { en: () => 'Non-compliant', es: () => 'No conforme' },
  outcomeInconclusive: { en: () => 'Inconclusive', es: () => 'No concluyente' },

  outcomeAllPass: {
    en: ({ count }: Count) =>
      plural('en', count, {
        one: 'The one check that applies passes.',
        other: 'All # checks that apply pass.',
      }),
    es: ({ count }: Count) =>
      plural('es', count, {
        one: 'La única comprobación aplicable se cumple.',
        other: 'Las # comprobaciones aplicables se cumplen.',
      }),
  },
  outcomeWithWaivers: {
    en: ({ count, total }: OfTotal) =>
      `${formatNumber('en', total - count)} of ${plural('en', total, { one: '# check', other: '# checks' })} ${total - count === 1 ? 'passes' : 'pass'}; ${plural('en', count, { one: '# failure is waived.', other: '# failures are waived.' })}`,
    es: ({ count, total }: OfTotal) =>
      `${total - count === 1 ? 'Se cumple 1' : `Se cumplen ${formatNumber('es', total - count)}`} de ${plural('es', total, { one: '# comprobación', other: '# comprobaciones' })}; ${plural('es', count, { one: '# incumplimiento está exento.', other: '# incumplimientos están exentos.' })}`,
  },
  outcomeFailures: {
    en: ({ count, total }: OfTotal) =>
      `${formatNumber('en', count)} of ${plural('en', total, { one: '# check', other: '# checks' })} ${count === 1 ? 'fails' : 'fail'}.`,
    es: ({ count, total }: OfTotal) =>
      `${count === 1 ? 'Se incumple 1' : `Se incumplen ${formatNumber('es', count)}`} de ${plural('es', total, { one: '# comprobación', other: '# comprobaciones' })}.`,
  },
  outcomeUndecided: {
    en: ({ count, total }: OfTotal) =>
      `No failure was proven, but ${formatNumber('en', count)} of ${plural('en', total, { one: '# check', other: '# checks' })} could not be decided.`,
    es: ({ count, total }: OfTotal) =>
      `No se ha probado ningún incumplimiento, pero no ha sido posible decidir ${formatNumber('es', count)} de ${plural('es', total, { one: '# comprobación', other: '# comprobaciones' })}.`,
  },
  outcomeCutShort: {
    en: () => 'The run was cut short: what was not asked is not proven.',
    es: () => 'La ejecución se interrumpió: lo que no se ha preguntado no está probado.',
  },
  outcomeNothingChecked: {
    en: () => 'No check applied, so nothing is proven.',
    es: () => 'No había ninguna comprobación aplicable, de modo que nada queda probado.',
  },

  verdictPass: { en: () => 'Pass', es: () => 'Cumple' },
  verdictFail: { en: () => 'Fail', es: () => 'Incumple' },
  verdictInconclusive: { en: () => 'Inconclusive', es: () => 'No concluyente' },
  verdictWaived: { en: () => 'Waived', es: () => 'Exento' },
  verdictNotApplicable: { en: () => 'Not applicable', es: () => 'No aplicable' },

  legendPass: {
    en: () => 'what was seen is what the documents call for',
    es: () => 'lo observado es lo que exigen los documentos',
  },
  legendFail: {
    en: () => 'what was seen contradicts the documents',
    es: () => 'lo observado contradice los documentos',
  },
  legendInconclusive: {
    en: () => 'the evidence does not suffice for either; it never counts as a pass',
    es: () => 'las pruebas no bastan para decidir; nunca cuenta como cumplimiento',
  },
  legendWaived: {
    en: () => 'a failure that someone answers for until a given day',
    es: () => 'un incumplimiento del que alguien responde hasta una fecha',
  },
  legendNotApplicable: {
    en: () => 'this deployment lacks what the rule speaks of',
    es: () => 'este despliegue carece de aquello de lo que trata la regla',
  },

  sectionFailures: { en: () => 'Failures', es: () => 'Incumplimientos' },
  sectionInconclusive: { en: () => 'Inconclusive', es: () => 'No concluyentes' },
  sectionWaived: { en: () => 'Waived failures', es: () => 'Incumplimientos exentos' },
  sectionPassed: { en: () => 'Passed', es: () => 'Se cumplen' },
  sectionNotApplicable: { en: () => 'Not applicable', es: () => 'No aplicables' },
  sectionNotCovered: { en: () => 'Not covered by this run', es: () => 'No cubierto por esta ejecución' },
  sectionWarnings: { en: () => 'Warnings', es: () => 'Advertencias' },
  sectionLegend: { en: () => 'Legend', es: () => 'Leyenda' },
  sectionChecks: { en: () => 'Checks', es: () => 'Comprobaciones' },
  sectionSummary: { en: () => 'Summary', es: () => 'Resumen' },
  sectionConditions: { en: () => 'Conditions', es: () => 'Condiciones' },
  sectionDocuments: { en: () => 'Documents', es: () => 'Documentos' },
  sectionMethod: { en: () => 'Method', es: () => 'Método' },

  labelCheck: { en: () => 'Check', es: () => 'Comprobación' },
  labelVerdict: { en: () => 'Verdict', es: () => 'Veredicto' },
  labelPath: { en: () => 'Path', es: () => 'Ruta' },
  labelFrom: { en: () => 'From', es: () => 'Origen' },
  labelTo: { en: () => 'To', es: () => 'Destino' },
  labelPorts: { en: () => 'Ports', es: () => 'Puertos' },
  labelExpected: { en: () => 'Expected', es: () => 'Esperado' },
  labelObserved: { en: () => 'Seen', es: () => 'Observado' },
  labelReason: { en: () => 'Reason', es: () => 'Motivo' },
  labelRemedy: { en: () => 'What to do', es: () => 'Qué hacer' },
  labelSource: { en: () => 'Source', es: () => 'Fuente' },
  labelWhy: { en: () => 'Purpose', es: () => 'Finalidad' },
  labelWaiver: { en: () => 'Waiver', es: () => 'Exención' },
  labelId: { en: () => 'Id', es: () => 'Id.' },
  labelRule: { en: () => 'Rule', es: () => 'Regla' },
  labelFinding: { en: () => 'Finding', es: () => 'Hallazgo' },
  labelCause: { en: () => 'Cause', es: () => 'Causa' },
  labelNotExcluded: { en: () => 'Not excluded', es: () => 'No descartado' },
  labelCertainty: { en: () => 'Certainty', es: () => 'Certeza' },
  labelRun: { en: () => 'Run', es: () => 'Ejecución' },
  labelWhen: { en: () => 'When', es: () => 'Cuándo' },
  labelSite: { en: () => 'Site', es: () => 'Sitio' },
  labelProfiles: { en: () => 'Profiles', es: () => 'Perfiles' },
  labelVantages: { en: () => 'Vantages', es: () => 'Puntos de observación' },
  labelAuthority: { en: () => 'Authority', es: () => 'Autorización' },
  labelTool: { en: () => 'Tool', es: () => 'Herramienta' },

  authorityNone: {
    en: () => 'none is named in the site file',
    es: () => 'el archivo de sitio no nombra ninguna',
  },
  authorityBy: { en: ({ by }: { by: string }) => `by ${by}`, es: ({ by }: { by: string }) => `de ${by}` },
  authorityFrom: {
    en: ({ from }: { from: string }) => `from ${from}`,
    es: ({ from }: { from: string }) => `desde ${from}`,
  },
  authorityUntil: {
    en: ({ until }: { until: string }) => `until ${until}`,
    es: ({ until }: { until: string }) => `hasta ${until}`,
  },
  waiverBy: {
    en: ({ until, by, reason }: { until: string; by: string; reason: string }) =>
      `until ${until}, by ${by}: ${reason}`,
    es: ({ until, by, reason }: { until: string; by: string; reason: string }) =>
      `hasta ${until}, por ${by}: ${reason}`,
  },
  vantageStandsFor: {
    en: ({ roles }: { roles: string }) => `stands for ${roles}`,
    es: ({ roles }: { roles: string }) => `en nombre de ${roles}`,
  },
  citeTable: {
    en: ({ table }: { table: string }) => `table ${table}`,
    es: ({ table }: { table: string }) => `tabla ${table}`,
  },
  citeRow: {
    en: ({ row }: { row: string }) => `row ${row}`,
    es: ({ row }: { row: string }) => `fila ${row}`,
  },
  citePolicy: {
    en: () => 'policy: the documents name every port that has to be open',
    es: () => 'directiva: los documentos nombran todos los puertos que deben estar abiertos',
  },
  yes: { en: () => 'yes', es: () => 'sí' },
  no: { en: () => 'no', es: () => 'no' },

  expectedOpen: { en: () => 'open (required)', es: () => 'abierto (obligatorio)' },
  expectedOptional: {
    en: () => 'open or shut (optional)',
    es: () => 'abierto o cerrado (opcional)',
  },
  expectedClosed: {
    en: () => 'shut: no port open',
    es: () => 'cerrado: ningún puerto abierto',
  },
  expectedBlocked: {
    en: () => 'blocked on the way: no packet crosses',
    es: () => 'bloqueado en el camino: no pasa ningún paquete',
  },
  expectedNotListening: {
    en: () => 'no listener: the host itself refuses',
    es: () => 'sin agente de escucha: el propio host rechaza la conexión',
  },

  observedNothing: { en: () => 'not asked', es: () => 'no se ha preguntado' },
  observedOpenOne: { en: () => 'open', es: () => 'abierto' },
  observedRefusedOne: { en: () => 'refused (TCP reset)', es: () => 'rechazado (restablecimiento TCP)' },
  observedRejectedOne: { en: () => 'rejected on the way', es: () => 'denegado en el camino' },
  observedSilentOne: { en: () => 'no answer', es: () => 'sin respuesta' },
  observedUnknownOne: { en: () => 'unknown', es: () => 'desconocido' },
  observedOpen: {
    en: ({ ports, count }: { ports: string; count: number }) =>
      count === 1 ? `port ${ports} open` : `ports ${ports} open`,
    es: ({ ports, count }: { ports: string; count: number }) =>
      count === 1 ? `puerto ${ports} abierto` : `puertos ${ports} abiertos`,
  },
  observedRefused: {
    en: ({ count }: Count) => plural('en', count, { one: '# refused', other: '# refused' }),
    es: ({ count }: Count) => plural('es', count, { one: '# rechazado', other: '# rechazados' }),
  },
  observedRejected: {
    en: ({ count }: Count) => plural('en', count, { one: '# rejected', other: '# rejected' }),
    es: ({ count }: Count) => plural('es', count, { one: '# denegado', other: '# denegados' }),
  },
  observedSilent: {
    en: ({ count }: Count) => plural('en', count, { one: '# silent', other: '# silent' }),
    es: ({ count }: Count) => plural('es', count, { one: '# sin respuesta', other: '# sin respuesta' }),
  },
  observedUnknown: {
    en: ({ count }: Count) => plural('en', count, { one: '# unknown', other: '# unknown' }),
    es: ({ count }: Count) => plural('es', count, { one: '# desconocido', other: '# desconocidos' }),
  },
  rejectedBy: {
    en: ({ code, from }: { code: string; from: string }) => `ICMP ${code} from ${from}`,
    es: ({ code, from }: { code: string; from: string }) => `ICMP ${code} desde ${from}`,
  },
  portsMore: {
    en: ({ ports, count }: { ports: string; count: number }) =>
      `${ports} and ${formatNumber('en', count)} more`,
    es: ({ ports, count }: { ports: string; count: number }) => `${ports} y ${formatNumber('es', count)} más`,
  },
  portsAll: {
    en: ({ count }: Count) => plural('en', count, { one: '# port', other: '# ports' }),
    es: ({ count }: Count) => plural('es', count, { one: '# puerto', other: '# puertos' }),
  },
  attemptsMade: {
    en: ({ count }: Count) => plural('en', count, { one: '# attempt', other: '# attempts' }),
    es: ({ count }: Count) => plural('es', count, { one: '# intento', other: '# intentos' }),
  },
  controlsNoneLost: {
    en: ({ asked, bound }: { asked: number; bound: string }) =>
      `${plural('en', asked, { one: '# control, answered', other: '# controls, all answered' })} (loss at most ${bound}, 95% confidence)`,
    es: ({ asked, bound }: { asked: number; bound: string }) =>
      `${plural('es', asked, { one: '# control, respondido', other: '# controles, todos respondidos' })} (pérdida máxima ${bound}, confianza del 95\u00a0%)`,
  },
  controlsSomeLost: {
    en: ({ asked, lost, bound }: { asked: number; lost: number; bound: string }) =>
      `${plural('en', asked, { one: '# control', other: '# controls' })}, ${formatNumber('en', lost)} lost (loss at most ${bound}, 95% confidence)`,
    es: ({ asked, lost, bound }: { asked: number; lost: number; bound: string }) =>
      `${plural('es', asked, { one: '# control', other: '# controles' })}, ${plural('es', lost, { one: '# perdido', other: '# perdidos' })} (pérdida máxima ${bound}, confianza del 95\u00a0%)`,
  },
  missNothingSilent: {
    en: () => 'every port answered',
    es: () => 'todos los puertos respondieron',
  },
  missOneIn: {
    en: ({ odds }: { odds: number }) =>
      `the chance that a given open port stayed unseen is at most 1 in ${formatNumber('en', odds, 2)}`,
    es: ({ odds }: { odds: number }) =>
      `la probabilidad de que un puerto abierto dado pasara inadvertido es como máximo de 1 entre ${formatNumber('es', odds, 2)}`,
  },
  missLarge: {
    en: ({ percent }: { percent: string }) =>
      `a given open port may have stayed unseen: chance up to ${percent}`,
    es: ({ percent }: { percent: string }) =>
      `un puerto abierto dado puede haber pasado inadvertido: probabilidad de hasta ${percent}`,
  },

  waiverUnmatched: {
    en: ({ check, until }: { check: string; until: string }) =>
      `The waiver of ${check} (until ${until}) matches no check of this run: correct its name or remove it.`,
    es: ({ check, until }: { check: string; until: string }) =>
      `La exención de ${check} (hasta ${until}) no corresponde a ninguna comprobación de esta ejecución: corrija el nombre o elimínela.`,
  },
  waiverExpired: {
    en: ({ check, until }: { check: string; until: string }) =>
      `The waiver of ${check} ended on ${until} and no longer holds: mend the failure or have the waiver renewed.`,
    es: ({ check, until }: { check: string; until: string }) =>
      `La exención de ${check} venció el ${until} y ya no surte efecto: corrija el incumplimiento o renueve la exención.`,
  },
  waiverEndedHere: {
    en: ({ until, by, reason }: { until: string; by: string; reason: string }) =>
      `It was waived until ${until} by ${by} (${reason}); that waiver is over.`,
    es: ({ until, by, reason }: { until: string; by: string; reason: string }) =>
      `Estuvo exenta hasta el ${until}, por ${by} (${reason}); esa exención ha terminado.`,
  },
  waiverEndsSoon: {
    en: ({ check, until, days }: { check: string; until: string; days: number }) =>
      `The waiver of ${check} ends ${days === 0 ? 'today' : plural('en', days, { one: 'in # day', other: 'in # days' })} (${until}): from then on the failure counts again.`,
    es: ({ check, until, days }: { check: string; until: string; days: number }) =>
      `La exención de ${check} termina ${days === 0 ? 'hoy' : plural('es', days, { one: 'dentro de # día', other: 'dentro de # días' })} (${until}): después el incumplimiento volverá a contar.`,
  },
  waiverIdle: {
    en: ({ check, until }: { check: string; until: string }) =>
      `The waiver of ${check} (until ${until}) has no failure to waive: it can be removed.`,
    es: ({ check, until }: { check: string; until: string }) =>
      `La exención de ${check} (hasta ${until}) no tiene ningún incumplimiento que eximir: puede eliminarse.`,
  },
} satisfies Record<string, Message>;
