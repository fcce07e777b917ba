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
} satisfies Record<string, Message>;
