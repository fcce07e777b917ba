import type { Language } from '../model/language.ts';
import type { Message } from './catalogue.ts';
import { formatNumber, formatPercent } from './number.ts';

interface Loss {
  rate: number;
  lossBefore: number;
  loss: number;
}

/** What happened to a run, and causes that it could name. */
export const runningTexts = {
  vantageMissing: {
    en: ({ vantage }: { vantage: string }) => `The vantage “${vantage}” was not opened.`,
    es: ({ vantage }: { vantage: string }) => `El punto de observación «${vantage}» no se abrió.`,
  },
  sweeperUnknownHere: {
    en: ({ sweeper, vantage }: { sweeper: string; vantage: string }) =>
      `The vantage “${vantage}” has no sweeper called “${sweeper}”.`,
    es: ({ sweeper, vantage }: { sweeper: string; vantage: string }) =>
      `El punto de observación «${vantage}» no tiene el método de barrido «${sweeper}».`,
  },
  askingFailed: {
    en: ({ message }: { message: string }) =>
      `Nothing is known: an error of portwitness itself broke off the questions (${message}). Please report it.`,
    es: ({ message }: { message: string }) =>
      `No se sabe nada: un error de portwitness interrumpió las preguntas (${message}). Comuníquelo, por favor.`,
  },
  runInterrupted: {
    en: () => 'Not asked: the run was interrupted.',
    es: () => 'No se preguntó: la ejecución se interrumpió.',
  },
  causeRateLimit: {
    en: (v: Loss) => rateLimit(v, 'en'),
    es: (v: Loss) => rateLimit(v, 'es'),
  },
  causeAnswersStopped: {
    en: ({ attempts }: { attempts: number }) =>
      `After ${formatNumber('en', attempts)} attempts even the port known to be alive gave no answer any more: a device shuns the scanner, or the path was lost.`,
    es: ({ attempts }: { attempts: number }) =>
      `Tras ${formatNumber('es', attempts)} intentos, ni siquiera el puerto que se sabía activo volvió a responder: un dispositivo bloquea al escáner, o se perdió el camino.`,
  },
  causeOutage: {
    en: () => 'The path gave no answer for a while, and came back: what fell into that time was asked again.',
    es: () =>
      'El camino dejó de responder un tiempo y volvió: lo que cayó en ese intervalo se preguntó de nuevo.',
  },
  controlSenderUnseen: {
    en: () =>
      "The controls were resets, and who sent them can't be seen here: that a device in the path answered them, and vouches for nothing behind it, is not excluded.",
    es: () =>
      'Los controles fueron rechazos TCP (RST), y aquí no se ve quién los envió: no se excluye que los respondiera un dispositivo intermedio, que no demuestra nada de lo que hay detrás.',
  },
  onlyAsked: {
    en: ({ only }: { only: string[] }) => `Only a part of the site was asked, as wanted: ${only.join(', ')}.`,
    es: ({ only }: { only: string[] }) =>
      `Solo se preguntó una parte del sitio, como se pidió: ${only.join(', ')}.`,
  },
  resetSenderUnseen: {
    en: () =>
      'This sweeper does not see who sent a reset: that a device in the path sent it is not excluded.',
    es: () =>
      'Este método de barrido no ve quién envió un rechazo TCP (RST): no se excluye que lo enviara un dispositivo intermedio.',
  },
} satisfies Record<string, Message>;

function rateLimit({ rate, lossBefore, loss }: Loss, language: Language): string {
  const [pace, before, after] = [
    formatNumber(language, rate),
    formatPercent(language, lossBefore),
    formatPercent(language, loss),
  ];
  return language === 'es'
    ? `Algo en el camino limita los intentos por segundo: se perdía el ${before} de los controles, y a ${pace} por segundo solo el ${after}.`
    : `Something in the path limits attempts per second: ${before} of the controls were lost, and at ${pace} a second only ${after}.`;
}
