import { plural } from './number.ts';
import type { Message } from './catalogue.ts';

/** Run folders: keeping, sealing, reading. */
export const evidenceTexts = {
  runFolderNotEmpty: {
    en: () =>
      'this folder holds something already. A run needs a new or an empty folder: earlier evidence is never written over. With a slash at its end (--out runs/) the run gets a folder of its own in it.',
    es: () =>
      'esta carpeta ya contiene algo. Una ejecución necesita una carpeta nueva o vacía: las evidencias anteriores nunca se sobrescriben. Con una barra al final (--out runs/) la ejecución recibe una carpeta propia dentro de ella.',
  },
  runFolderMissing: {
    en: () => 'There is no run here; expected a run folder, as audit --out makes it.',
    es: () =>
      'Aquí no hay ninguna ejecución; se esperaba una carpeta de ejecución como las que crea audit --out.',
  },
  runNeverBegan: {
    en: () =>
      'This run was ended before its first packet: nothing was asked, and there is nothing to judge or to go on with. Begin a new one.',
    es: () =>
      'Esta ejecución terminó antes de su primer paquete: no se preguntó nada, y no hay nada que juzgar ni que reanudar. Inicie otra.',
  },
  runFileDamaged: {
    en: () => 'This file of the run is missing or damaged: it does not hold what such a file holds.',
    es: () => 'Este archivo de la ejecución falta o está dañado: no contiene lo que debe contener.',
  },
  runGoesOn: {
    en: ({ pid }: { pid: number | null }) =>
      `This run still goes on${pid === null ? '' : ` (process ${pid})`}: wait for its end.`,
    es: ({ pid }: { pid: number | null }) =>
      `Esta ejecución sigue en curso${pid === null ? '' : ` (proceso ${pid})`}: espere a que termine.`,
  },
  runComplete: {
    en: () => 'This run is complete: nothing is left to ask. Begin a new one.',
    es: () => 'Esta ejecución está completa: no queda nada que preguntar. Inicie otra.',
  },
  resumeSettles: {
    en: ({ argument }: { argument: string }) =>
      `${argument} can't be given with --resume: the run goes on as it began.`,
    es: ({ argument }: { argument: string }) =>
      `${argument} no se admite con --resume: la ejecución continúa tal como empezó.`,
  },
  runResumed: {
    en: ({ at, asked }: { at: string; asked: number }) =>
      `The run was cut short and went on at ${at}; ${plural('en', asked, { one: '# address had been asked by then', other: '# addresses had been asked by then' })}.`,
    es: ({ at, asked }: { at: string; asked: number }) =>
      `La ejecución quedó a medias y continuó a las ${at}; hasta entonces se ${plural('es', asked, { one: 'había preguntado a # dirección', other: 'había preguntado a # direcciones' })}.`,
  },
  runNotEnded: {
    en: () => 'This run did not end: what it had not asked is inconclusive. audit --resume goes on with it.',
    es: () =>
      'Esta ejecución no terminó: lo que no llegó a preguntar no es concluyente. audit --resume la continúa.',
  },
  judgedByOtherVersion: {
    en: ({ by, now }: { by: string; now: string }) =>
      `Version ${by} made this run; version ${now} judged it here.`,
    es: ({ by, now }: { by: string; now: string }) =>
      `Esta ejecución es de la versión ${by}; aquí la ha juzgado la versión ${now}.`,
  },
  runRescued: {
    en: ({ folder }: { folder: string }) => `Nothing is lost: the run is kept in ${folder} instead.`,
    es: ({ folder }: { folder: string }) =>
      `No se ha perdido nada: la ejecución se ha guardado en ${folder} en su lugar.`,
  },
  timeStampFailed: {
    en: ({ authority, problem }: { authority: string; problem: string }) =>
      `The run is kept, but without a time stamp: ${authority} gave none (${problem}).`,
    es: ({ authority, problem }: { authority: string; problem: string }) =>
      `La ejecución se ha guardado, pero sin sello de tiempo: ${authority} no lo ha dado (${problem}).`,
  },
  clockSetBack: {
    en: ({ seconds }: { seconds: number }) =>
      `The clock was set back by about ${seconds} seconds while the run went on: times after that are not those of the times before.`,
    es: ({ seconds }: { seconds: number }) =>
      `El reloj se atrasó unos ${seconds} segundos durante la ejecución: las horas posteriores no se corresponden con las anteriores.`,
  },
  clockSetForward: {
    en: ({ seconds }: { seconds: number }) =>
      `The clock was set forward by about ${seconds} seconds while the run went on: times after that are not those of the times before.`,
    es: ({ seconds }: { seconds: number }) =>
      `El reloj se adelantó unos ${seconds} segundos durante la ejecución: las horas posteriores no se corresponden con las anteriores.`,
  },
  clockBehindRun: {
    en: ({ run, finishedAt }: { run: string; finishedAt: string }) =>
      `By the clock this run began before ${run} ended (${finishedAt}): the clock was set back, or the two went on side by side.`,
    es: ({ run, finishedAt }: { run: string; finishedAt: string }) =>
      `Según el reloj, esta ejecución empezó antes de que terminara ${run} (${finishedAt}): el reloj se atrasó, o ambas transcurrieron a la vez.`,
  },
} satisfies Record<string, Message>;
