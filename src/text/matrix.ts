import type { Message } from './catalogue.ts';
import { formatNumber } from './number.ts';

interface Ports {
  ports: string;
}

/** The matrix of roles: who may reach whom, who does, and how it ends. */
export const matrixTexts = {
  sectionMatrix: { en: () => 'Who may reach whom', es: () => 'Quién puede llegar a quién' },
  matrixDocumented: { en: () => 'Documented', es: () => 'Documentado' },
  matrixRequired: {
    en: ({ ports }: Ports) => `required ${ports}`,
    es: ({ ports }: Ports) => `obligatorio: ${ports}`,
  },
  matrixOptional: {
    en: ({ ports }: Ports) => `optional ${ports}`,
    es: ({ ports }: Ports) => `opcional: ${ports}`,
  },
  matrixShut: {
    en: ({ count }: { count: number }) =>
      count === 1 ? 'to be shut 1 port' : `to be shut ${formatNumber('en', count)} ports`,
    es: ({ count }: { count: number }) =>
      count === 1 ? 'debe cerrarse 1 puerto' : `deben cerrarse ${formatNumber('es', count)} puertos`,
  },
  matrixNothingDocumented: { en: () => 'nothing', es: () => 'nada' },
  matrixOpen: {
    en: ({ ports }: Ports) => `open ${ports}`,
    es: ({ ports }: Ports) => `abierto: ${ports}`,
  },
  matrixNotOpen: {
    en: ({ ports }: Ports) => `not open ${ports}`,
    es: ({ ports }: Ports) => `no abierto: ${ports}`,
  },
  matrixOpenForbidden: {
    en: ({ ports }: Ports) => `open, but to be shut ${ports}`,
    es: ({ ports }: Ports) => `abierto, aunque debe estar cerrado: ${ports}`,
  },
  matrixNothingOpen: { en: () => 'nothing open', es: () => 'nada abierto' },
  matrixNothingCertain: { en: () => 'nothing certain', es: () => 'nada seguro' },
  matrixNotAsked: { en: () => 'not asked', es: () => 'no se preguntó' },
  matrixNotCovered: { en: () => 'Not covered', es: () => 'Sin cobertura' },
  matrixRulesLeft: {
    en: ({ count }: { count: number }) =>
      count === 1 ? '1 rule not covered' : `${formatNumber('en', count)} rules not covered`,
    es: ({ count }: { count: number }) =>
      count === 1 ? '1 regla sin cobertura' : `${formatNumber('es', count)} reglas sin cobertura`,
  },
} satisfies Record<string, Message>;
