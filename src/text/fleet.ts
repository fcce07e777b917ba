import { formatNumber, plural } from './number.ts';
import type { Message } from './catalogue.ts';

type Texts<K extends string> = Readonly<Record<K, string>>;

/** A fleet: workers at vantages, the queue between, what was wrong with a slice. */
export const fleetTexts = {
  workerKeyForm: {
    en: () =>
      'A worker’s public key is expected, as the worker prints it when it starts: ed25519: and 43 signs.',
    es: () =>
      'Se espera la clave pública de un trabajador, como él mismo la muestra al empezar: ed25519: y 43 signos.',
  },
  queueUrlForm: {
    en: () =>
      'The queue is written as rediss://user@host:port. In clear (redis://) only on this machine itself.',
    es: () =>
      'La cola se escribe como rediss://usuario@host:puerto. Sin cifrar (redis://) solo en este mismo equipo.',
  },
  queueUrlPassword: {
    en: () =>
      'A password has no place in this file: others read it. Name a passwordFile, or set PORTWITNESS_QUEUE_PASSWORD.',
    es: () =>
      'Una contraseña no debe estar en este archivo: otros lo leen. Indique un passwordFile o defina PORTWITNESS_QUEUE_PASSWORD.',
  },
  workersWithVia: {
    en: () => 'A vantage is asked from either by its workers, or over SSH (via): here are both.',
    es: () =>
      'Desde un punto de observación preguntan sus trabajadores o se pregunta por SSH (via): aquí están ambos.',
  },
  vantageWithoutQueue: {
    en: ({ vantage }: Texts<'vantage'>) =>
      `Not asked: “${vantage}” has workers, and this run has no queue to reach them by. Give it one with --queue, or in the site file (queue: url).`,
    es: ({ vantage }: Texts<'vantage'>) =>
      `No se preguntó: «${vantage}» tiene trabajadores y esta ejecución no tiene cola para llegar a ellos. Indíquela con --queue o en el archivo de sitio (queue: url).`,
  },
  optionQueue: {
    en: () => 'The queue of the vantages’ workers: rediss://user@host:port',
    es: () => 'La cola de los trabajadores de los puntos de observación: rediss://usuario@host:puerto',
  },
  optionNotQueue: {
    en: ({ option, text }: Texts<'option' | 'text'>) =>
      `--${option} takes rediss://user@host:port (in clear, redis://, only on this machine itself), not “${text}”.`,
    es: ({ option, text }: Texts<'option' | 'text'>) =>
      `--${option} admite rediss://usuario@host:puerto (sin cifrar, redis://, solo en este mismo equipo), no «${text}».`,
  },
  exampleAuditQueue: {
    en: () => 'Have the workers of the vantages ask',
    es: () => 'Hacer que pregunten los trabajadores de los puntos de observación',
  },
  queueWithoutWorkers: {
    en: () =>
      '--queue: no vantage of this site has workers. Name their public keys (vantages: …: workers), as they print them when they start.',
    es: () =>
      '--queue: ningún punto de observación de este sitio tiene trabajadores. Indique sus claves públicas (vantages: …: workers), como las muestran al empezar.',
  },
  queueUrlMissing: {
    en: () => 'The run goes on at vantages with workers: say by --queue where their queue is.',
    es: () =>
      'La ejecución continúa en puntos de observación con trabajadores: indique con --queue dónde está su cola.',
  },
  farSideWithWorkers: {
    en: ({ vantages }: { vantages: string[] }) =>
      `--far-side asks from this machine; ${vantages.join(', ')} is asked from by workers. Choose the others with --vantage, or leave one of the two out.`,
    es: ({ vantages }: { vantages: string[] }) =>
      `--far-side pregunta desde este equipo; desde ${vantages.join(', ')} preguntan trabajadores. Elija los demás con --vantage o prescinda de una de las dos cosas.`,
  },
  sliceKeyMissing: {
    en: () =>
      'The site file names no key that signs slices (queue: signingKey), and workers carry out nothing unsigned. “portwitness worker --make-key FILE” makes one.',
    es: () =>
      'El archivo de sitio no indica ninguna clave que firme las partes (queue: signingKey) y los trabajadores no ejecutan nada sin firmar. «portwitness worker --make-key ARCHIVO» crea una.',
  },
  fleetKeyForm: {
    en: () => 'This file holds no Ed25519 key (PEM). “portwitness worker --make-key FILE” makes one.',
    es: () =>
      'Este archivo no contiene ninguna clave Ed25519 (PEM). «portwitness worker --make-key ARCHIVO» crea una.',
  },
  queuePackagesMissing: {
    en: () =>
      'The optional packages bullmq and ioredis are not installed here: without them no queue is reached.',
    es: () =>
      'Los paquetes opcionales bullmq e ioredis no están instalados aquí: sin ellos no se llega a ninguna cola.',
  },

  sliceNotSigned: {
    en: ({ key }: Texts<'key'>) =>
      `The worker carried nothing out: the slice is not signed by any coordinator that its settings name (signed by ${key}).`,
    es: ({ key }: Texts<'key'>) =>
      `El trabajador no ejecutó nada: la parte no está firmada por ningún coordinador que figure en su configuración (firmada por ${key}).`,
  },
  sliceUnreadable: {
    en: () =>
      'The worker carried nothing out: the slice is of a form that its version does not know. Bring coordinator and workers to the same version.',
    es: () =>
      'El trabajador no ejecutó nada: la parte tiene una forma que su versión no conoce. Use la misma versión en el coordinador y en los trabajadores.',
  },
  sliceOfOtherVantage: {
    en: ({ vantage, worker }: Texts<'vantage' | 'worker'>) =>
      `The worker of “${worker}” carried nothing out: the slice is for “${vantage}”.`,
    es: ({ vantage, worker }: Texts<'vantage' | 'worker'>) =>
      `El trabajador de «${worker}» no ejecutó nada: la parte es para «${vantage}».`,
  },
  sliceNotOfNow: {
    en: ({ issuedAt, now }: Texts<'issuedAt' | 'now'>) =>
      `The worker carried nothing out: the slice was ordered at ${issuedAt}, and its clock says ${now}. The slice is old, or one of the clocks is wrong.`,
    es: ({ issuedAt, now }: Texts<'issuedAt' | 'now'>) =>
      `El trabajador no ejecutó nada: la parte se encargó en ${issuedAt} y su reloj marca ${now}. La parte es antigua o uno de los relojes no está en hora.`,
  },
  sliceOver: {
    en: ({ at }: Texts<'at'>) =>
      `The run was to end at ${at}: the worker asked nothing after that, and what was not asked by then is not decided.`,
    es: ({ at }: Texts<'at'>) =>
      `La ejecución debía terminar en ${at}: el trabajador no preguntó nada después, y lo que no se había preguntado queda sin decidir.`,
  },
  workerBlackout: {
    en: ({ until }: Texts<'until'>) =>
      `The worker carried nothing out: its own settings allow no packets now; again from ${until} on.`,
    es: ({ until }: Texts<'until'>) =>
      `El trabajador no ejecutó nada: su propia configuración no permite paquetes en este momento; de nuevo a partir de ${until}.`,
  },
  outsideWorkerScope: {
    en: ({ address, vantage, host }: Texts<'address' | 'vantage' | 'host'>) =>
      `Nothing was sent to ${address}: it lies outside the scope that the worker of “${vantage}” on ${host} has in its own settings.`,
    es: ({ address, vantage, host }: Texts<'address' | 'vantage' | 'host'>) =>
      `No se envió nada a ${address}: está fuera del ámbito que el trabajador de «${vantage}» en ${host} tiene en su propia configuración.`,
  },
  workerSourceMissing: {
    en: ({ vantage, host, source }: Texts<'vantage' | 'host'> & { source: string[] }) =>
      `Nothing was sent: the vantage “${vantage}” must leave from ${source.join(', ')}, and its worker on ${host} has no such address.`,
    es: ({ vantage, host, source }: Texts<'vantage' | 'host'> & { source: string[] }) =>
      `No se envió nada: el punto de observación «${vantage}» debe salir de ${source.join(', ')}, y su trabajador en ${host} no tiene esa dirección.`,
  },
  sliceLost: {
    en: ({ slice, vantage, run }: { slice: number } & Texts<'vantage' | 'run'>) =>
      `Not decided: slice ${slice} of run ${run} was lost on the way to or from the workers of “${vantage}”, each time that it was ordered.`,
    es: ({ slice, vantage, run }: { slice: number } & Texts<'vantage' | 'run'>) =>
      `Sin decidir: la parte ${slice} de la ejecución ${run} se perdió en el camino hacia los trabajadores de «${vantage}», o de vuelta, cada vez que se encargó.`,
  },
  sliceNotBelieved: {
    en: ({ slice, vantage, why, run }: { slice: number } & Texts<'vantage' | 'why' | 'run'>) =>
      `Not decided: every answer to slice ${slice} of run ${run} from “${vantage}” was not believed (${whyNot('en', why)}).`,
    es: ({ slice, vantage, why, run }: { slice: number } & Texts<'vantage' | 'why' | 'run'>) =>
      `Sin decidir: ninguna respuesta a la parte ${slice} de la ejecución ${run} desde «${vantage}» resultó creíble (${whyNot('es', why)}).`,
  },
  sliceDoubled: {
    en: ({ slice, vantage }: { slice: number } & Texts<'vantage'>) =>
      `Not decided: slice ${slice} has two answers from “${vantage}” that are not the same, both signed by its workers. Find out which worker gave the second.`,
    es: ({ slice, vantage }: { slice: number } & Texts<'vantage'>) =>
      `Sin decidir: la parte ${slice} tiene dos respuestas distintas desde «${vantage}», ambas firmadas por sus trabajadores. Averigüe qué trabajador dio la segunda.`,
  },
  fleetNotBelieved: {
    en: ({ slice, vantage, why }: { slice: number } & Texts<'vantage' | 'why'>) =>
      `An answer to slice ${slice} from “${vantage}” was not believed (${whyNot('en', why)}); it is ordered again.`,
    es: ({ slice, vantage, why }: { slice: number } & Texts<'vantage' | 'why'>) =>
      `Una respuesta a la parte ${slice} desde «${vantage}» no resultó creíble (${whyNot('es', why)}); se encarga de nuevo.`,
  },
  answersNotBelieved: {
    en: ({ vantage, count }: { count: number } & Texts<'vantage'>) =>
      `${plural('en', count, { one: '# answer', other: '# answers' })} in the queue of “${vantage}” ${count === 1 ? 'was' : 'were'} not believed: not signed by one of its workers, or not the answer to what was ordered. Somebody else writes to that queue, or a worker’s key is missing in the site file.`,
    es: ({ vantage, count }: { count: number } & Texts<'vantage'>) =>
      `${plural('es', count, { one: '# respuesta', other: '# respuestas' })} en la cola de «${vantage}» no ${count === 1 ? 'resultó creíble' : 'resultaron creíbles'}: sin la firma de uno de sus trabajadores, o sin corresponder a lo encargado. Alguien más escribe en esa cola o falta la clave de un trabajador en el archivo de sitio.`,
  },
  fleetNobody: {
    en: ({ vantage }: Texts<'vantage'>) =>
      `No worker of “${vantage}” is at the queue; its slices wait. On a machine there: portwitness worker --vantage ${vantage}`,
    es: ({ vantage }: Texts<'vantage'>) =>
      `Ningún trabajador de «${vantage}» está en la cola; sus partes esperan. En un equipo de allí: portwitness worker --vantage ${vantage}`,
  },
  fleetWithoutWorker: {
    en: ({ vantage }: Texts<'vantage'>) =>
      `Not decided: no worker of “${vantage}” came to the queue in the time that the run waits for one.`,
    es: ({ vantage }: Texts<'vantage'>) =>
      `Sin decidir: ningún trabajador de «${vantage}» acudió a la cola en el tiempo que la ejecución espera.`,
  },
  fleetQueueSilent: {
    en: ({ vantage, problem }: Texts<'vantage' | 'problem'>) =>
      `The queue of “${vantage}” does not answer (${problem}); trying again.`,
    es: ({ vantage, problem }: Texts<'vantage' | 'problem'>) =>
      `La cola de «${vantage}» no responde (${problem}); se vuelve a intentar.`,
  },
  fleetQueueAgain: {
    en: ({ vantage }: Texts<'vantage'>) => `The queue of “${vantage}” answers again.`,
    es: ({ vantage }: Texts<'vantage'>) => `La cola de «${vantage}» vuelve a responder.`,
  },
  fleetQueueLost: {
    en: ({ vantage, problem }: Texts<'vantage' | 'problem'>) =>
      `Not decided: the queue of “${vantage}” did not answer any more (${problem}).`,
    es: ({ vantage, problem }: Texts<'vantage' | 'problem'>) =>
      `Sin decidir: la cola de «${vantage}» dejó de responder (${problem}).`,
  },
  workerClockAhead: {
    en: ({ host, seconds }: { seconds: number } & Texts<'host'>) =>
      `The clock of the worker on ${host} is at least ${formatNumber('en', seconds)} s ahead of this machine’s: the times of what it saw are its own.`,
    es: ({ host, seconds }: { seconds: number } & Texts<'host'>) =>
      `El reloj del trabajador en ${host} va al menos ${formatNumber('es', seconds)} s adelantado respecto al de este equipo: las horas de lo que vio son las suyas.`,
  },
  workerClockBehind: {
    en: ({ host, seconds }: { seconds: number } & Texts<'host'>) =>
      `The clock of the worker on ${host} is at least ${formatNumber('en', seconds)} s behind this machine’s: the times of what it saw are its own.`,
    es: ({ host, seconds }: { seconds: number } & Texts<'host'>) =>
      `El reloj del trabajador en ${host} va al menos ${formatNumber('es', seconds)} s atrasado respecto al de este equipo: las horas de lo que vio son las suyas.`,
  },

  commandWorker: {
    en: () => 'Ask from this place what audits elsewhere leave in a queue; called by nobody, it calls out',
    es: () =>
      'Preguntar desde este lugar lo que auditorías de otros lugares dejan en una cola; nadie lo llama, él llama',
  },
  optionWorkerVantage: {
    en: () => 'The vantage that this machine stands at, as the site files call it',
    es: () => 'El punto de observación en el que está este equipo, como lo llaman los archivos de sitio',
  },
  optionWorkerSettings: {
    en: () => 'The worker’s own settings: queue, keys, scope (otherwise: worker.yaml)',
    es: () => 'La configuración propia del trabajador: cola, claves, ámbito (si no, worker.yaml)',
  },
  optionMakeKey: {
    en: () => 'Make a key that signs, print its public half, and end',
    es: () => 'Crear una clave que firma, mostrar su mitad pública y terminar',
  },
  exampleWorker: {
    en: () => 'Work for the audits that ask from the DMZ',
    es: () => 'Trabajar para las auditorías que preguntan desde la DMZ',
  },
  exampleMakeKey: {
    en: () => 'A key for a worker, or for the machine that audits',
    es: () => 'Una clave para un trabajador, o para el equipo que audita',
  },
  workerVantageMissing: {
    en: () => '--vantage is missing: the place that this worker asks from.',
    es: () => 'Falta --vantage: el lugar desde el que pregunta este trabajador.',
  },
  workerQueueMissing: {
    en: () => 'The settings name no queue (queue: url), and --queue is not given.',
    es: () => 'La configuración no indica ninguna cola (queue: url) y no se ha dado --queue.',
  },
  fleetKeyMade: {
    en: ({ file }: Texts<'file'>) =>
      `${file} holds the new key; keep it to yourself. What others must know of it:`,
    es: ({ file }: Texts<'file'>) =>
      `${file} contiene la nueva clave; no la comparta. Lo que otros deben conocer de ella:`,
  },
  fleetKeyThere: {
    en: ({ file }: Texts<'file'>) =>
      `${file} holds a key already, and was left as it is. What others must know of it:`,
    es: ({ file }: Texts<'file'>) =>
      `${file} ya contiene una clave y se ha dejado como está. Lo que otros deben conocer de ella:`,
  },
  workerReady: {
    en: ({ vantage, where, key }: Texts<'vantage' | 'where' | 'key'>) =>
      `Working for “${vantage}” at ${where}. The site file must name this worker’s key:\n${key}`,
    es: ({ vantage, where, key }: Texts<'vantage' | 'where' | 'key'>) =>
      `Trabajando para «${vantage}» en ${where}. El archivo de sitio debe indicar la clave de este trabajador:\n${key}`,
  },
  workerTrouble: {
    en: ({ problem }: Texts<'problem'>) => `The queue does not answer (${problem}); trying again.`,
    es: ({ problem }: Texts<'problem'>) => `La cola no responde (${problem}); se vuelve a intentar.`,
  },
  workerQueueAgain: {
    en: () => 'The queue answers again.',
    es: () => 'La cola vuelve a responder.',
  },
  workerTook: {
    en: ({ slice, run, targets }: { slice: number; targets: number } & Texts<'run'>) =>
      `Slice ${slice} of run ${run}: ${plural('en', targets, { one: '# address', other: '# addresses' })}.`,
    es: ({ slice, run, targets }: { slice: number; targets: number } & Texts<'run'>) =>
      `Parte ${slice} de la ejecución ${run}: ${plural('es', targets, { one: '# dirección', other: '# direcciones' })}.`,
  },
  workerDid: {
    en: ({ slice, run, attempts }: { slice: number; attempts: number } & Texts<'run'>) =>
      `Slice ${slice} of run ${run} done: ${plural('en', attempts, { one: '# attempt', other: '# attempts' })}.`,
    es: ({ slice, run, attempts }: { slice: number; attempts: number } & Texts<'run'>) =>
      `Parte ${slice} de la ejecución ${run} terminada: ${plural('es', attempts, { one: '# intento', other: '# intentos' })}.`,
  },
  workerGaveUp: {
    en: ({ slice, run }: { slice: number } & Texts<'run'>) =>
      `Slice ${slice} of run ${run} given up: nobody waits for it any more.`,
    es: ({ slice, run }: { slice: number } & Texts<'run'>) =>
      `Parte ${slice} de la ejecución ${run} abandonada: ya nadie la espera.`,
  },
  workerRefused: {
    en: ({ why }: Texts<'why'>) => `Refused: ${why}`,
    es: ({ why }: Texts<'why'>) => `Rechazada: ${why}`,
  },
  workerStops: {
    en: () => 'Stopping: no new slice is taken; those in hand are given back.',
    es: () => 'Deteniéndose: no se toma ninguna parte nueva; las que están en curso se devuelven.',
  },
} satisfies Record<string, Message>;

/** Why an answer from the queue was not believed. */
function whyNot(language: 'en' | 'es', why: string): string {
  const words: Readonly<Record<string, Readonly<Record<'en' | 'es', string>>>> = {
    unreadable: { en: 'it can’t be read', es: 'no se puede leer' },
    'unknown-key': {
      en: 'its key is not in the site file',
      es: 'su clave no está en el archivo de sitio',
    },
    'wrong-signature': { en: 'its signature is wrong', es: 'su firma no es válida' },
    'other-slice': { en: 'it answers another slice', es: 'responde a otra parte' },
    'other-address': {
      en: 'it speaks of other addresses than were ordered',
      es: 'habla de otras direcciones que las encargadas',
    },
  };
  return words[why]?.[language] ?? why;
}
