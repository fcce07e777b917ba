import type { Message } from './catalogue.ts';

/** What `export` says, in the comments of rules for firewalls and in the help. */
export const firewallTexts = {
  firewallHeading: {
    en: ({ site }: { site: string }) =>
      `Rules that the site ${site} needs, each with the document that asks for it.`,
    es: ({ site }: { site: string }) =>
      `Reglas que necesita el sitio ${site}, cada una con el documento que la pide.`,
  },
  firewallOptional: {
    en: () => 'Optional flows are written but switched off: switch on what this deployment uses.',
    es: () =>
      'Los flujos opcionales están escritos pero desactivados: active los que use esta implementación.',
  },
  firewallMissing: {
    en: ({ missing }: { missing: string }) =>
      `Without an address in the site, so without a rule: ${missing}.`,
    es: ({ missing }: { missing: string }) =>
      `Sin dirección en el sitio y, por tanto, sin regla: ${missing}.`,
  },
  commandExport: {
    en: () => 'Write the firewall rules that a site needs, each with its citation',
    es: () => 'Escribir las reglas de firewall que necesita un sitio, cada una con su cita',
  },
  optionFirewallFormat: {
    en: () => 'How the rules are written',
    es: () => 'Cómo se escriben las reglas',
  },
  exampleExport: {
    en: () => 'Rules for a firewall with nftables',
    es: () => 'Reglas para un firewall con nftables',
  },
} satisfies Record<string, Message>;
