import type { Message } from './catalogue.ts';

type Place = { readonly vantage: string; readonly address: string; readonly protocol: string };
type Ports = Place & { readonly ports: string };
type Waiver = {
  readonly check: string;
  readonly until: string;
  readonly by: string;
  readonly reason: string;
};
type Address = {
  readonly address: string;
  readonly host: string | null;
  readonly role: string;
  readonly vantage: string;
};
type Certificate = Ports & {
  readonly subject: string;
  readonly until: string;
  readonly wasSubject: string;
  readonly wasUntil: string;
  readonly sha256: string;
};

const standings = {
  en: {
    pass: 'pass',
    fail: 'fail',
    inconclusive: 'inconclusive',
    waived: 'waived',
    notApplicable: 'not applicable',
  },
  es: {
    pass: 'cumple',
    fail: 'incumple',
    inconclusive: 'no concluyente',
    waived: 'exenta',
    notApplicable: 'no aplicable',
  },
} as const;

type Standing = keyof (typeof standings)['en'];

/** What changed from one run to another. */
export const driftTexts = {
  driftRun: {
    en: ({ run, site, at }: { run: string; site: string; at: string }) => `${run} (${site}, ${at})`,
    es: ({ run, site, at }: { run: string; site: string; at: string }) => `${run} (${site}, ${at})`,
  },
  driftChanges: {
    en: ({ before, after }: { before: string; after: string }) => `Changes from ${before} to ${after}`,
    es: ({ before, after }: { before: string; after: string }) => `Cambios desde ${before} hasta ${after}`,
  },
  driftNone: {
    en: ({ before, after }: { before: string; after: string }) =>
      `Nothing changed from ${before} to ${after}`,
    es: ({ before, after }: { before: string; after: string }) =>
      `Nada cambió desde ${before} hasta ${after}`,
  },
  driftOutcome: {
    en: ({ before, after }: { before: string; after: string }) => `Outcome: ${after}; before: ${before}`,
    es: ({ before, after }: { before: string; after: string }) => `Resultado: ${after}; antes: ${before}`,
  },
  driftIncomplete: { en: () => 'cut short', es: () => 'incompleta' },

  driftKindOpened: { en: () => 'Newly open', es: () => 'Abiertos de nuevo' },
  driftKindShut: { en: () => 'Newly shut', es: () => 'Cerrados ahora' },
  driftKindCertificate: { en: () => 'Another certificate', es: () => 'Otro certificado' },
  driftKindStanding: { en: () => 'Another verdict', es: () => 'Otro veredicto' },
  driftKindUnknown: { en: () => 'No longer known', es: () => 'Ya no se sabe' },
  driftKindAddressNew: { en: () => 'New addresses', es: () => 'Direcciones nuevas' },
  driftKindAddressGone: { en: () => 'Addresses gone', es: () => 'Direcciones que faltan' },
  driftKindRuleChanged: { en: () => 'Rules changed', es: () => 'Reglas cambiadas' },
  driftKindRuleNew: { en: () => 'New rules', es: () => 'Reglas nuevas' },
  driftKindRuleGone: { en: () => 'Rules gone', es: () => 'Reglas que faltan' },
  driftKindWaiverGone: { en: () => 'Waivers gone', es: () => 'Exenciones que faltan' },
  driftKindWaiverNew: { en: () => 'New waivers', es: () => 'Exenciones nuevas' },

  driftOpened: {
    en: ({ vantage, address, protocol, ports }: Ports) =>
      `${address}: ${ports}/${protocol} open now, was not (from ${vantage})`,
    es: ({ vantage, address, protocol, ports }: Ports) =>
      `${address}: ${ports}/${protocol} abierto ahora, antes no (desde ${vantage})`,
  },
  driftOpenFirstAsked: {
    en: ({ vantage, address, protocol, ports }: Ports) =>
      `${address}: ${ports}/${protocol} open; the earlier run did not ask for it (from ${vantage})`,
    es: ({ vantage, address, protocol, ports }: Ports) =>
      `${address}: ${ports}/${protocol} abierto; la ejecución anterior no preguntó por él (desde ${vantage})`,
  },
  driftShut: {
    en: ({ vantage, address, protocol, ports }: Ports) =>
      `${address}: ${ports}/${protocol} was open, no longer is (from ${vantage})`,
    es: ({ vantage, address, protocol, ports }: Ports) =>
      `${address}: ${ports}/${protocol} estaba abierto y ya no lo está (desde ${vantage})`,
  },
  driftPortsUnknown: {
    en: ({ vantage, address, protocol, ports }: Ports) =>
      `${address}: ${ports}/${protocol} was open; whether it still is could not be seen (from ${vantage})`,
    es: ({ vantage, address, protocol, ports }: Ports) =>
      `${address}: ${ports}/${protocol} estaba abierto; no se pudo ver si lo sigue estando (desde ${vantage})`,
  },
  driftCertificate: {
    en: ({ address, ports, protocol, subject, until, wasSubject, wasUntil, sha256 }: Certificate) =>
      `${address}: ${ports}/${protocol} shows ${subject}, until ${until} (SHA-256 ${sha256}); before: ${wasSubject}, until ${wasUntil}`,
    es: ({ address, ports, protocol, subject, until, wasSubject, wasUntil, sha256 }: Certificate) =>
      `${address}: ${ports}/${protocol} muestra ${subject}, hasta ${until} (SHA-256 ${sha256}); antes: ${wasSubject}, hasta ${wasUntil}`,
  },
  driftStanding: {
    en: ({ check, before, after }: { check: string; before: Standing; after: Standing }) =>
      `${check}: ${standings.en[after]}, was ${standings.en[before]}`,
    es: ({ check, before, after }: { check: string; before: Standing; after: Standing }) =>
      `${check}: ${standings.es[after]}, antes ${standings.es[before]}`,
  },
  driftAddressNew: {
    en: ({ address, host, role, vantage }: Address) =>
      `${role}: ${address}${host === null ? '' : ` (${host})`} is new (from ${vantage})`,
    es: ({ address, host, role, vantage }: Address) =>
      `${role}: ${address}${host === null ? '' : ` (${host})`} es nueva (desde ${vantage})`,
  },
  driftAddressGone: {
    en: ({ address, host, role, vantage }: Address) =>
      `${role}: ${address}${host === null ? '' : ` (${host})`} is no longer asked (from ${vantage})`,
    es: ({ address, host, role, vantage }: Address) =>
      `${role}: ya no se pregunta a ${address}${host === null ? '' : ` (${host})`} (desde ${vantage})`,
  },
  driftRuleChanged: {
    en: ({ rule, before, after }: { rule: string; before: string; after: string }) =>
      `${rule} asks for ${after}; before: ${before}`,
    es: ({ rule, before, after }: { rule: string; before: string; after: string }) =>
      `${rule} pide ${after}; antes: ${before}`,
  },
  driftRuleNew: {
    en: ({ rule }: { rule: string }) => `${rule} is new`,
    es: ({ rule }: { rule: string }) => `${rule} es nueva`,
  },
  driftRuleGone: {
    en: ({ rule }: { rule: string }) => `${rule} is no longer checked`,
    es: ({ rule }: { rule: string }) => `${rule} ya no se comprueba`,
  },
  driftWaiverGone: {
    en: ({ check, until, by, reason }: Waiver) =>
      `${check}: no longer waived (was until ${until}, by ${by}: ${reason})`,
    es: ({ check, until, by, reason }: Waiver) =>
      `${check}: ya no está exenta (lo estaba hasta ${until}, por ${by}: ${reason})`,
  },
  driftWaiverNew: {
    en: ({ check, until, by, reason }: Waiver) => `${check}: waived until ${until}, by ${by}: ${reason}`,
    es: ({ check, until, by, reason }: Waiver) => `${check}: exenta hasta ${until}, por ${by}: ${reason}`,
  },
} satisfies Record<string, Message>;
