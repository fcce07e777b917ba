import type { Message } from './catalogue.ts';

type Texts<K extends string> = Readonly<Record<K, string>>;

/** Audits at their times: the schedule's file, what becomes of each run, the board. */
export const scheduleTexts = {
  commandSchedule: {
    en: () => 'Audits sites at their times, by a queue’s schedulers',
    es: () => 'Audita sitios a sus horas, con los planificadores de una cola',
  },
  operandSchedule: {
    en: () => 'The schedule’s file (YAML or JSON)',
    es: () => 'El archivo de la planificación (YAML o JSON)',
  },
  optionScheduleList: {
    en: () => 'Print the next three times of each run, and end',
    es: () => 'Mostrar las tres próximas horas de cada ejecución y terminar',
  },
  optionScheduleOnce: {
    en: () => 'Make that run now, without the queue’s schedulers, and end with its status',
    es: () => 'Hacer esa ejecución ahora, sin los planificadores de la cola, y terminar con su estado',
  },
  exampleSchedule: {
    en: () => 'Audit at the times of the file, until interrupted',
    es: () => 'Auditar a las horas del archivo, hasta ser interrumpido',
  },
  exampleScheduleList: {
    en: () => 'See when the runs come',
    es: () => 'Ver cuándo tocan las ejecuciones',
  },
  exampleScheduleOnce: {
    en: () => 'Try one of the runs',
    es: () => 'Probar una de las ejecuciones',
  },
  spanForm: {
    en: () => 'A span is a whole number with s, m, h or d: 90d, 4h, 30m.',
    es: () => 'Un intervalo es un número entero con s, m, h o d: 90d, 4h, 30m.',
  },
  cronFields: {
    en: () =>
      'A time is written as cron writes it, in five fields: minute, hour, day of the month, month, day of the week (15 2 * * mon-fri).',
    es: () =>
      'Una hora se escribe como en cron, en cinco campos: minuto, hora, día del mes, mes, día de la semana (15 2 * * mon-fri).',
  },
  cronForm: {
    en: ({ problem }: Texts<'problem'>) => `This time can’t be read, or never comes: ${problem}.`,
    es: ({ problem }: Texts<'problem'>) => `Esta hora no se entiende o no llega nunca: ${problem}.`,
  },
  runNameTwice: {
    en: ({ value }: Texts<'value'>) => `Another run is already called “${value}”.`,
    es: ({ value }: Texts<'value'>) => `Otra ejecución ya se llama «${value}».`,
  },
  runWithoutZone: {
    en: () => 'This run has no time zone: give it one (zone: Europe/Madrid), or the whole file.',
    es: () =>
      'Esta ejecución no tiene zona horaria: indíquela aquí (zone: Europe/Madrid) o para todo el archivo.',
  },
  boardExposed: {
    en: () =>
      'The board asks nobody who they are: beyond this machine it is shown only where “exposed: true” is written too, behind a proxy that asks.',
    es: () =>
      'El tablero no pregunta a nadie quién es: fuera de este equipo solo se muestra si también se escribe «exposed: true», detrás de un proxy que pregunte.',
  },
  boardPackagesMissing: {
    en: () =>
      'The optional packages @bull-board/api, @bull-board/express and express are not installed here: without them there is no board.',
    es: () =>
      'Los paquetes opcionales @bull-board/api, @bull-board/express y express no están instalados aquí: sin ellos no hay tablero.',
  },
  scheduleRunUnknown: {
    en: ({ name }: Texts<'name'>) => `--once: no run of this schedule is called “${name}”.`,
    es: ({ name }: Texts<'name'>) => `--once: ninguna ejecución de esta planificación se llama «${name}».`,
  },
  scheduleQueueMissing: {
    en: () => 'The schedule names no queue (queue: url).',
    es: () => 'La planificación no indica ninguna cola (queue: url).',
  },
  scheduleColumnRun: {
    en: () => 'Run',
    es: () => 'Ejecución',
  },
  scheduleColumnAtWallClock: {
    en: () => 'At',
    es: () => 'Hora',
  },
  scheduleColumnZone: {
    en: () => 'Zone',
    es: () => 'Zona',
  },
  scheduleBegins: {
    en: ({ where, runs }: Texts<'where'> & { runs: number }) =>
      `The schedule goes on: runs in the file: ${runs}; queue: ${where}.`,
    es: ({ where, runs }: Texts<'where'> & { runs: number }) =>
      `La planificación está en marcha: ejecuciones en el archivo: ${runs}; cola: ${where}.`,
  },
  scheduleBoard: {
    en: ({ url }: Texts<'url'>) => `The board: ${url}`,
    es: ({ url }: Texts<'url'>) => `El tablero: ${url}`,
  },
  scheduleEnds: {
    en: () => 'The schedule ends; an audit that goes on saves what it saw.',
    es: () => 'La planificación termina; una auditoría en curso guarda lo que ha visto.',
  },
  scheduleRunRemoved: {
    en: ({ name }: Texts<'name'>) => `${name} is not in the file any more: it is taken out.`,
    es: ({ name }: Texts<'name'>) => `${name} ya no figura en el archivo: se retira.`,
  },
  scheduleStarts: {
    en: ({ name }: Texts<'name'>) => `${name} begins.`,
    es: ({ name }: Texts<'name'>) => `${name} empieza.`,
  },
  scheduleMadeUp: {
    en: ({ name, at }: Texts<'name' | 'at'>) => `${name} begins: it was due at ${at}, and nobody was there.`,
    es: ({ name, at }: Texts<'name' | 'at'>) => `${name} empieza: tocaba en ${at} y no había nadie.`,
  },
  scheduleMissedLeftOut: {
    en: ({ name, at }: Texts<'name' | 'at'>) =>
      `${name} is left out: it was due at ${at}, and nobody was there.`,
    es: ({ name, at }: Texts<'name' | 'at'>) => `${name} se omite: tocaba en ${at} y no había nadie.`,
  },
  scheduleBlackoutLeftOut: {
    en: ({ name, at }: Texts<'name' | 'at'>) =>
      `${name}, due at ${at}, is left out: the site’s blackout goes on.`,
    es: ({ name, at }: Texts<'name' | 'at'>) =>
      `${name}, que tocaba en ${at}, se omite: el sitio está en una ventana sin envíos.`,
  },
  scheduleWaits: {
    en: ({ name, until }: Texts<'name' | 'until'>) =>
      `${name} waits for the end of the site’s blackout, ${until}.`,
    es: ({ name, until }: Texts<'name' | 'until'>) =>
      `${name} espera al final de la ventana sin envíos del sitio, ${until}.`,
  },
  scheduleStoodFor: {
    en: ({ name, at }: Texts<'name' | 'at'>) =>
      `${name}, due at ${at}, is left out: one that began later stands for it.`,
    es: ({ name, at }: Texts<'name' | 'at'>) =>
      `${name}, que tocaba en ${at}, se omite: otra que empezó después la sustituye.`,
  },
  scheduleDone: {
    en: ({ name, status }: Texts<'name' | 'status'>) => `${name} ended with status ${status}.`,
    es: ({ name, status }: Texts<'name' | 'status'>) => `${name} terminó con el estado ${status}.`,
  },
  scheduleQueueSilent: {
    en: ({ problem }: Texts<'problem'>) => `The queue does not answer (${problem}); trying again.`,
    es: ({ problem }: Texts<'problem'>) => `La cola no responde (${problem}); se vuelve a intentar.`,
  },
  scheduleQueueAgain: {
    en: () => 'The queue answers again.',
    es: () => 'La cola vuelve a responder.',
  },
} satisfies Readonly<Record<string, Message>>;
