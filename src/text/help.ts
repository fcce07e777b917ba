import type { Message } from './catalogue.ts';

/** The help: commands, options, examples. */
export const helpTexts = {
  helpUsage: {
    en: ({ line }: { line: string }) => `Usage: portwitness ${line}`,
    es: ({ line }: { line: string }) => `Uso: portwitness ${line}`,
  },
  helpEpilogue: {
    en: () =>
      'Exit status: 0 compliant, 1 non-compliant, 2 bad usage or input (nothing sent), 3 inconclusive, 130 interrupted.\nThe help of a command: portwitness COMMAND --help',
    es: () =>
      'Código de salida: 0 conforme, 1 no conforme, 2 uso o datos incorrectos (no se envía nada), 3 no concluyente, 130 interrumpido.\nLa ayuda de un comando: portwitness COMANDO --help',
  },
  exampleDemo: {
    en: () => 'See it work on this machine, in a few seconds',
    es: () => 'Verlo funcionar en este equipo, en unos segundos',
  },
  exampleAudit: {
    en: () => 'Audit the deployment that site.yaml describes',
    es: () => 'Auditar la implementación que describe site.yaml',
  },
  optionLang: {
    en: () => 'Language of texts and reports (otherwise: of the locale)',
    es: () => 'Idioma de los textos y los informes (si no, el de la configuración regional)',
  },
  optionNoColor: {
    en: () => 'No colours (as does NO_COLOR in the environment)',
    es: () => 'Sin colores (igual que NO_COLOR en el entorno)',
  },
  optionHelp: { en: () => 'Show help', es: () => 'Mostrar la ayuda' },
  optionVersion: { en: () => 'Show the version', es: () => 'Mostrar la versión' },
  commandCompletion: {
    en: () => 'Print a script that completes commands in a shell',
    es: () => 'Escribir un script que completa los comandos en un shell',
  },
  operandShell: {
    en: () => 'The shell (otherwise: that of SHELL in the environment)',
    es: () => 'El shell (si no, el de SHELL en el entorno)',
  },
  exampleCompletion: {
    en: () => 'Complete commands with the Tab key from the next bash on',
    es: () => 'Completar los comandos con la tecla Tab a partir del próximo bash',
  },
  commandAudit: {
    en: () => 'Ask everything that a site file calls for, judge it, and write a report',
    es: () => 'Preguntar todo lo que pide un archivo de sitio, juzgarlo y escribir un informe',
  },
  commandPlan: {
    en: () => 'Show what an audit would send, from where, and how long it takes; sends no probe',
    es: () => 'Mostrar qué enviaría una auditoría, desde dónde y cuánto tardaría; no envía ningún sondeo',
  },
  commandProbe: {
    en: () => 'Look once at some ports of a host, for trouble-shooting',
    es: () => 'Mirar una vez algunos puertos de un host, para solucionar problemas',
  },
  commandReport: {
    en: () => 'Show a saved run in any format and language',
    es: () => 'Mostrar una ejecución guardada en cualquier formato e idioma',
  },
  commandJudge: {
    en: () => 'Judge a kept run again from what it saw, or several of one site as one; sends no probe',
    es: () =>
      'Volver a juzgar una ejecución guardada a partir de lo que vio, o varias de un sitio como una sola; no envía ningún sondeo',
  },
  operandRunFolders: {
    en: () => 'A run folder; several, or report.json files besides, are judged as one run',
    es: () => 'Una carpeta de ejecución; varias, o también archivos report.json, se juzgan como una sola',
  },
  exampleJudgeSeveral: {
    en: () => 'Two places’ runs of the same site as one',
    es: () => 'Las ejecuciones del mismo sitio en dos lugares como una sola',
  },
  optionJoin: {
    en: () => 'Show the runs as one, though two asked from the same place: what they disagree on is told',
    es: () =>
      'Mostrar las ejecuciones como una sola, aunque dos preguntaran desde el mismo lugar: se indica en qué discrepan',
  },
  exampleJudge: {
    en: () => 'The verdicts once more, also of a run that did not end',
    es: () => 'Los veredictos otra vez, también de una ejecución que no terminó',
  },
  exampleJudgeHtml: {
    en: () => 'The same as a page',
    es: () => 'Lo mismo, como página',
  },
  commandDiff: {
    en: () => 'Show what changed from one run to another',
    es: () => 'Mostrar qué cambió de una ejecución a otra',
  },
  operandOld: {
    en: () => 'The earlier run: a run folder or a report.json',
    es: () => 'La ejecución anterior: una carpeta de ejecución o un report.json',
  },
  operandNew: {
    en: () => 'The later run',
    es: () => 'La ejecución posterior',
  },
  exampleDiff: {
    en: () => 'What has changed since Monday? (status 1: something)',
    es: () => '¿Qué ha cambiado desde el lunes? (código 1: algo)',
  },
  exampleDiffMarkdown: {
    en: () => 'The same for a ticket',
    es: () => 'Lo mismo, para una incidencia',
  },
  optionAgainst: {
    en: () => 'Show what changed since this run, and keep it with the new one',
    es: () => 'Mostrar qué cambió desde esta ejecución, y guardarlo con la nueva',
  },
  commandVerify: {
    en: () => 'Tell whether a kept run is as it was sealed: files, signature, time stamp, the run before',
    es: () =>
      'Decir si una ejecución guardada está tal como se selló: archivos, firma, sello de tiempo, la ejecución anterior',
  },
  operandVerify: {
    en: () => 'A run folder, or a folder of runs',
    es: () => 'Una carpeta de ejecución o una carpeta de ejecuciones',
  },
  optionCa: {
    en: () => 'Certificates that you trust, PEM: of authorities, or of the signer',
    es: () => 'Certificados en los que confía, PEM: de autoridades o del firmante',
  },
  optionKey: {
    en: () =>
      'Sign the kept run with this key and its certificate (PEM or PKCS#12; passphrase in PORTWITNESS_KEY_PASSPHRASE)',
    es: () =>
      'Firmar la ejecución guardada con esta clave y su certificado (PEM o PKCS#12; contraseña en PORTWITNESS_KEY_PASSPHRASE)',
  },
  optionTsa: {
    en: () => 'Have the kept run time-stamped by this authority (RFC 3161)',
    es: () => 'Pedir a esta autoridad un sello de tiempo para la ejecución guardada (RFC 3161)',
  },
  exampleVerify: {
    en: () => 'Is this run as it was kept?',
    es: () => '¿Está esta ejecución tal como se guardó?',
  },
  exampleVerifyCa: {
    en: () => 'Each run of a folder, signed by someone whom this authority vouches for',
    es: () => 'Cada ejecución de una carpeta, firmada por alguien a quien avala esta autoridad',
  },
  commandProfileList: {
    en: () => 'List the profiles that come along',
    es: () => 'Enumerar los perfiles incluidos',
  },
  commandProfileShow: {
    en: () => 'Show what a profile calls for, and where its document says so',
    es: () => 'Mostrar lo que pide un perfil y dónde lo dice su documento',
  },
  commandProfileCheck: {
    en: () => 'Check profile files: every mistake with its line and column',
    es: () => 'Comprobar archivos de perfil: cada error con su línea y columna',
  },
  commandInit: {
    en: () => 'Write a site file to fill in, with an explanation beside each line',
    es: () => 'Escribir un archivo de sitio para rellenar, con una explicación en cada línea',
  },
  commandDemo: {
    en: () => 'See it work: audit a small deployment on this machine, without root, in seconds',
    es: () => 'Verlo funcionar: auditar una pequeña implementación en este equipo, sin ser root, en segundos',
  },
  operandSite: {
    en: () => 'The site file (YAML or JSON)',
    es: () => 'El archivo de sitio (YAML o JSON)',
  },
  operandRun: {
    en: () => 'Run folders, report.json files, or folders of runs',
    es: () => 'Carpetas de ejecución, archivos report.json o carpetas de ejecuciones',
  },
  exampleReportSeveral: {
    en: () => 'The newest of these runs, with how the site went',
    es: () => 'La más reciente de estas ejecuciones, con la evolución del sitio',
  },
  operandHostPort: {
    en: () => 'HOST:PORT; ports may be lists and ranges (443,8000-8010), IPv6 addresses stand in brackets',
    es: () =>
      'HOST:PUERTO; se admiten listas e intervalos de puertos (443,8000-8010); las direcciones IPv6 van entre corchetes',
  },
  operandProfile: {
    en: () => 'The id of a shipped profile, or the path of a file',
    es: () => 'El id de un perfil incluido o la ruta de un archivo',
  },
  operandProfileFiles: {
    en: () => 'Profile files',
    es: () => 'Archivos de perfil',
  },
  optionVantage: {
    en: () => 'Ask from this vantage only; may be repeated',
    es: () => 'Preguntar solo desde este punto de observación; se puede repetir',
  },
  optionOnly: {
    en: () => 'Only this check or rule (its id); may be repeated',
    es: () => 'Solo esta comprobación o regla (su id); se puede repetir',
  },
  optionRate: {
    en: () =>
      'At most so many attempts a second, over all and to each address; max: as fast as answers allow',
    es: () =>
      'Como máximo este número de intentos por segundo, en total y por dirección; max: tan rápido como permitan las respuestas',
  },
  optionTimeout: {
    en: () => 'The longest wait for an answer, in milliseconds',
    es: () => 'La espera máxima de una respuesta, en milisegundos',
  },
  optionFormat: {
    en: () => 'NAME, or NAME=FILE; may be repeated, once without a file',
    es: () => 'NOMBRE o NOMBRE=ARCHIVO; se puede repetir, una vez sin archivo',
  },
  optionPlanFormat: {
    en: () => 'How to show the plan',
    es: () => 'Cómo mostrar el plan',
  },
  optionOut: {
    en: () =>
      'Keep the run in this new folder: plan, observations, report; with a slash at its end, in a new folder within it',
    es: () =>
      'Guardar la ejecución en esta carpeta nueva: plan, observaciones, informe; con una barra al final, en una carpeta nueva dentro de ella',
  },
  optionResume: {
    en: () => 'Go on with a run that was cut short, in its folder',
    es: () => 'Continuar una ejecución que quedó a medias, en su carpeta',
  },
  exampleAuditResume: {
    en: () => 'Go on with a run that was killed or interrupted',
    es: () => 'Continuar una ejecución que se interrumpió o se cortó',
  },
  optionInitProfile: {
    en: () => 'A profile that the site follows (id or file); may be repeated',
    es: () => 'Un perfil que sigue el sitio (id o archivo); se puede repetir',
  },
  optionInitSite: { en: () => 'The site’s name', es: () => 'El nombre del sitio' },
  optionInitRole: {
    en: () => 'ROLE=ADDRESS,… where a role is; may be repeated',
    es: () => 'ROL=DIRECCIÓN,… dónde está un rol; se puede repetir',
  },
  optionInitSource: {
    en: () => 'ROLE=ADDRESS,… of this machine, from which a role is stood for; may be repeated',
    es: () => 'ROL=DIRECCIÓN,… de este equipo, desde la que se representa un rol; se puede repetir',
  },
  optionInitName: {
    en: () => 'QUESTION=NAME,… host names that a profile asks for; may be repeated',
    es: () => 'PREGUNTA=NOMBRE,… nombres de host que pide un perfil; se puede repetir',
  },
  optionInitCondition: {
    en: () => 'CONDITION=yes|no, a question of a profile answered; may be repeated',
    es: () => 'CONDICIÓN=yes|no, una pregunta de un perfil respondida; se puede repetir',
  },
  optionInitParameter: {
    en: () => 'PARAMETER=PORTS, where a profile lets a site choose: 1433 or 50000-59999; may be repeated',
    es: () => 'PARÁMETRO=PUERTOS, donde un perfil deja elegir al sitio: 1433 o 50000-59999; se puede repetir',
  },
  optionInitScope: {
    en: () => 'A network that may be sent packets (otherwise: the addresses of the roles); may be repeated',
    es: () =>
      'Una red a la que se pueden enviar paquetes (si no, las direcciones de los roles); se puede repetir',
  },
  optionInitOut: {
    en: () => 'The file to write (site.yaml); never written over',
    es: () => 'El archivo que se escribe (site.yaml); nunca se sobrescribe',
  },
  exampleInit: {
    en: () => 'Ask for everything, on a terminal',
    es: () => 'Preguntarlo todo, en un terminal',
  },
  exampleInitFlags: {
    en: () => 'Without questions; what is not given stays empty in the file',
    es: () => 'Sin preguntas; lo que no se da queda vacío en el archivo',
  },
  optionDemoOut: {
    en: () => 'Keep files and reports in this folder (otherwise: a new temporary one)',
    es: () => 'Guardar archivos e informes en esta carpeta (si no, en una temporal nueva)',
  },
  optionSweeper: {
    en: () => 'How to ask many ports: raw SYN packets or plain connections',
    es: () => 'Cómo preguntar a muchos puertos: paquetes SYN en bruto o conexiones normales',
  },
  optionQuiet: {
    en: () =>
      'No progress, and nothing on standard output when all is as in the run before (--against, or in --out FOLDER/); without one, when compliant',
    es: () =>
      'Sin progreso, y sin nada en la salida estándar cuando todo sigue como en la ejecución anterior (--against, o en --out CARPETA/); sin ella, cuando hay conformidad',
  },
  optionYes: {
    en: () => 'Start a plan that is larger than the site file allows without asking',
    es: () => 'Empezar un plan mayor de lo que el archivo de sitio permite sin preguntar',
  },
  optionNoResolve: {
    en: () => 'Leave host names alone: ask no name server',
    es: () => 'No resolver los nombres de host: no preguntar a ningún servidor de nombres',
  },
  optionTls: {
    en: () => 'Shake hands over TLS, and show the certificate',
    es: () => 'Negociar TLS y mostrar el certificado',
  },
  optionHttp: {
    en: () => 'Ask for / over HTTP (with --tls: over HTTPS)',
    es: () => 'Pedir / por HTTP (con --tls: por HTTPS)',
  },
  optionUdp: {
    en: () => 'Ask over UDP, in the words of the port’s protocol (STUN, DNS, NTP, SNMP, SIP, Kerberos, …)',
    es: () =>
      'Preguntar por UDP, en los términos del protocolo del puerto (STUN, DNS, NTP, SNMP, SIP, Kerberos, …)',
  },
  exampleProbeUdp: {
    en: () => 'One question over UDP; silence decides nothing (status 3)',
    es: () => 'Una pregunta por UDP; el silencio no decide nada (código 3)',
  },
  optionProbeTimeout: {
    en: () => 'The longest wait for an answer, in milliseconds (3000)',
    es: () => 'La espera máxima de una respuesta, en milisegundos (3000)',
  },
  exampleAuditOut: {
    en: () => 'Keep the run as evidence, and a JUnit file for the build server',
    es: () => 'Guardar la ejecución como evidencia y un archivo JUnit para el servidor de compilación',
  },
  exampleAuditOnly: {
    en: () => 'One rule, from one vantage',
    es: () => 'Una sola regla, desde un solo punto de observación',
  },
  examplePlan: {
    en: () => 'Read what would be sent before the first packet',
    es: () => 'Leer lo que se enviaría antes del primer paquete',
  },
  examplePlanJson: {
    en: () => 'The same for a program, without asking a name server',
    es: () => 'Lo mismo para un programa, sin preguntar a ningún servidor de nombres',
  },
  exampleProbe: {
    en: () => 'Three ports of one host, all its addresses',
    es: () => 'Tres puertos de un host, en todas sus direcciones',
  },
  exampleProbeTls: {
    en: () => 'The certificate and the answer over HTTPS',
    es: () => 'El certificado y la respuesta por HTTPS',
  },
  exampleReport: {
    en: () => 'The report of a saved run, on the terminal',
    es: () => 'El informe de una ejecución guardada, en el terminal',
  },
  exampleReportIndex: {
    en: () => 'A page with the history of each site, of all runs in a folder',
    es: () => 'Una página con el historial de cada sitio, de todas las ejecuciones de una carpeta',
  },
  exampleReportMarkdown: {
    en: () => 'The same in Spanish, as a Markdown file',
    es: () => 'Lo mismo en español, como archivo Markdown',
  },
  exampleProfileList: {
    en: () => 'What there is to start from',
    es: () => 'De qué se puede partir',
  },
  exampleProfileShow: {
    en: () => 'The ports of Lync Server 2013’s reverse proxy, with citations',
    es: () => 'Los puertos del proxy inverso de Lync Server 2013, con citas',
  },
  exampleProfileCheck: {
    en: () => 'Check a profile of your own',
    es: () => 'Comprobar un perfil propio',
  },
} satisfies Record<string, Message>;
