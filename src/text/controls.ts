import type { Message } from './catalogue.ts';

/** What reports say of catalogues of controls: supporting evidence, never more. */
export const controlTexts = {
  sectionControls: {
    en: () => 'Supporting evidence by control',
    es: () => 'Pruebas de apoyo por control',
  },
  controlsMeaning: {
    en: () =>
      'The checks below are supporting evidence for these controls. They do not show by themselves that a control is met: that is for an assessor to say.',
    es: () =>
      'Las comprobaciones siguientes son pruebas de apoyo para estos controles. No demuestran por sí solas que un control se cumpla: eso corresponde a quien evalúa.',
  },
  labelControl: { en: () => 'Control', es: () => 'Control' },
  labelFramework: { en: () => 'Catalogue', es: () => 'Catálogo' },
  labelChecks: { en: () => 'Checks', es: () => 'Comprobaciones' },
  labelSupports: { en: () => 'Supporting evidence for', es: () => 'Prueba de apoyo para' },
  controlForm: {
    en: ({ value }: { value: string | null }) =>
      `${value ?? '(nothing)'} is no identifier of a control. Expected: letters, digits, dots and brackets, such as 1.2.5, SC-7(5), A.8.20 or mp.com.1.`,
    es: ({ value }: { value: string | null }) =>
      `${value ?? '(nada)'} no es el identificador de un control. Se esperaban letras, cifras, puntos y paréntesis, como 1.2.5, SC-7(5), A.8.20 o mp.com.1.`,
  },
} satisfies Record<string, Message>;
