import { formatNumber, plural } from './number.ts';
import type { Message } from './catalogue.ts';

/** Runs that nobody watches: when they may start, what they tell, what is kept. */
export const unattendedTexts = {
  noticeSubject: {
    en: ({ site, outcome, count }: { site: string; outcome: string; count: number }) =>
      `portwitness: ${site}: ${outcome}${count === 0 ? '' : `, ${plural('en', count, { one: '# change', other: '# changes' })}`}`,
    es: ({ site, outcome, count }: { site: string; outcome: string; count: number }) =>
      `portwitness: ${site}: ${outcome}${count === 0 ? '' : `, ${plural('es', count, { one: '# cambio', other: '# cambios' })}`}`,
  },
  noticeFirst: {
    en: () => 'There is no earlier run to compare with.',
    es: () => 'No hay ninguna ejecución anterior con la que comparar.',
  },
  noticeNotCovered: {
    en: ({ rule }: { rule: string }) => `${rule} is not covered any more.`,
    es: ({ rule }: { rule: string }) => `${rule} ya no está cubierta.`,
  },
  noticeMore: {
    en: ({ more }: { more: number }) => `… and ${formatNumber('en', more)} more; the report has them all.`,
    es: ({ more }: { more: number }) => `… y ${formatNumber('es', more)} más; el informe los contiene todos.`,
  },
  noticeNotSent: {
    en: ({ to, problem }: { to: string; problem: string }) =>
      `Nobody was told: ${to} did not take the notice (${problem}).`,
    es: ({ to, problem }: { to: string; problem: string }) =>
      `No se ha avisado a nadie: ${to} no ha aceptado el aviso (${problem}).`,
  },
  noticeSecretUnreadable: {
    en: ({ file, problem }: { file: string; problem: string }) =>
      `${file}, the secret that notices need, can't be read (${problem}). Nothing has been sent.`,
    es: ({ file, problem }: { file: string; problem: string }) =>
      `No es posible leer ${file}, el secreto que necesitan los avisos (${problem}). No se ha enviado nada.`,
  },
  blackoutNow: {
    en: ({ until, why }: { until: string; why: string }) =>
      `The site allows no packets now${why === '' ? '' : ` (${why})`}; again from ${until} on. Nothing has been sent.`,
    es: ({ until, why }: { until: string; why: string }) =>
      `El sitio no permite paquetes en este momento${why === '' ? '' : ` (${why})`}; de nuevo a partir de ${until}. No se ha enviado nada.`,
  },
  blackoutBegan: {
    en: ({ at }: { at: string }) =>
      `From ${at} on the site allowed no packets any more: the run stopped, and what was not asked by then is not decided.`,
    es: ({ at }: { at: string }) =>
      `A partir de ${at} el sitio ya no permitía paquetes: la ejecución se detuvo y lo que no se había preguntado queda sin decidir.`,
  },
  deadlineOver: {
    en: ({ at }: { at: string }) =>
      `The deadline (${at}) came before the end: the run stopped, and what was not asked by then is not decided.`,
    es: ({ at }: { at: string }) =>
      `El plazo (${at}) venció antes del final: la ejecución se detuvo y lo que no se había preguntado queda sin decidir.`,
  },
  siteLocked: {
    en: ({ site, pid }: { site: string; pid: string }) =>
      `Another run of ${site} is going on (process ${pid}): this one did not start, and sent nothing. --wait 30m would wait for its end.`,
    es: ({ site, pid }: { site: string; pid: string }) =>
      `Hay otra ejecución de ${site} en curso (proceso ${pid}): esta no ha empezado ni ha enviado nada. --wait 30m esperaría a que termine.`,
  },
  waitingForRun: {
    en: ({ site, pid }: { site: string; pid: string }) =>
      `Another run of ${site} is going on (process ${pid}); waiting for its end.`,
    es: ({ site, pid }: { site: string; pid: string }) =>
      `Hay otra ejecución de ${site} en curso (proceso ${pid}); se espera a que termine.`,
  },
  waitingToStart: {
    en: ({ seconds }: { seconds: number }) =>
      `Starting in ${plural('en', seconds, { one: '# second', other: '# seconds' })} (--jitter).`,
    es: ({ seconds }: { seconds: number }) =>
      `Empieza dentro de ${plural('es', seconds, { one: '# segundo', other: '# segundos' })} (--jitter).`,
  },
  keepWithoutRuns: {
    en: () => '--keep needs --out FOLDER/, with a slash: the folder that every run gets its own folder in.',
    es: () =>
      '--keep necesita --out CARPETA/, con barra: la carpeta en la que cada ejecución recibe la suya.',
  },
  runsNotRemoved: {
    en: ({ problem }: { problem: string }) =>
      `Runs that are older than is kept could not be removed (${problem}).`,
    es: ({ problem }: { problem: string }) =>
      `No ha sido posible eliminar ejecuciones más antiguas de lo que se conserva (${problem}).`,
  },
  timeOfDayForm: {
    en: () => 'This is no time of the day. Expected: 08:00, of 24 hours, in quotation marks or without.',
    es: () => 'Esto no es una hora del día. Se esperaba 08:00, de 24 horas, con comillas o sin ellas.',
  },
  timeZoneUnknown: {
    en: () => 'There is no such time zone. Expected: a name such as Europe/Madrid, America/Bogota or UTC.',
    es: () => 'No existe esa zona horaria. Se esperaba un nombre como Europe/Madrid, America/Bogota o UTC.',
  },
  blackoutEmpty: {
    en: () => 'This window ends when it begins. For a whole day: from 00:00 to 24:00.',
    es: () => 'Esta ventana termina cuando empieza. Para un día entero: de 00:00 a 24:00.',
  },
  mailServerForm: {
    en: () =>
      'This is no mail server. Expected: smtp://mail.example.org:587 or smtps://user@mail.example.org.',
    es: () =>
      'Esto no es un servidor de correo. Se esperaba smtp://mail.example.org:587 o smtps://usuario@mail.example.org.',
  },
  mailAddressForm: {
    en: () => 'This is no mail address. Expected: one address without a name, such as ops@example.org.',
    es: () =>
      'Esto no es una dirección de correo. Se esperaba una sola dirección sin nombre, como ops@example.org.',
  },
  webhookUrlForm: {
    en: () =>
      'This is no address for notices. Expected: https://…, without a user name; http only within this machine.',
    es: () =>
      'Esto no es una dirección para avisos. Se esperaba https://…, sin nombre de usuario; http solo dentro de este equipo.',
  },
  optionNotDuration: {
    en: ({ option, text }: { option: string; text: string }) =>
      `${option}: "${text}" is no span of time. Expected: a whole number with s, m, h or d, such as 90d or 30m.`,
    es: ({ option, text }: { option: string; text: string }) =>
      `${option}: «${text}» no es un intervalo de tiempo. Se esperaba un número entero con s, m, h o d, como 90d o 30m.`,
  },
  optionKeep: {
    en: () => "Remove the site's runs that are older (90d), never the last good one; needs --out FOLDER/",
    es: () =>
      'Eliminar las ejecuciones del sitio más antiguas (90d), nunca la última conforme; necesita --out CARPETA/',
  },
  optionJitter: {
    en: () => 'Begin at a random moment within this span (30m), so that many machines do not begin at once',
    es: () =>
      'Empezar en un momento al azar dentro de este intervalo (30m), para que muchos equipos no empiecen a la vez',
  },
  optionDeadline: {
    en: () => 'Stop after so long (4h); what was not asked by then is inconclusive',
    es: () => 'Detenerse al cabo de este tiempo (4h); lo que no se haya preguntado no es concluyente',
  },
  optionWait: {
    en: () => 'Wait so long (30m) for another run of the site to end; otherwise this one does not start',
    es: () => 'Esperar este tiempo (30m) a que termine otra ejecución del sitio; si no, esta no empieza',
  },
  exampleAuditNightly: {
    en: () => 'Every night: speak only of changes, keep three months, stop before the working day',
    es: () => 'Cada noche: hablar solo de cambios, conservar tres meses, parar antes de la jornada',
  },
} satisfies Record<string, Message>;
