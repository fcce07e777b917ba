/** The catalogues of controls that a rule may be mapped to: ids as profiles write them, and the editions that they are. */
export const frameworks = {
  'pci-dss-4.0.1': 'PCI DSS 4.0.1',
  'nist-800-53-r5': 'NIST SP 800-53 Rev. 5',
  'cis-v8': 'CIS Controls v8',
  'iso-27001-2022': 'ISO/IEC 27001:2022',
  'ens-2022': 'ENS (RD 311/2022)',
} as const;

export type Framework = keyof typeof frameworks;

/** Which controls of which catalogue a rule's verdict is supporting evidence for; it proves none of them alone. */
export type ControlIds = Readonly<Partial<Record<Framework, readonly string[]>>>;

/** The edition's name; a catalogue that only a newer version knows speaks for itself. */
export function frameworkTitle(framework: string): string {
  return Object.hasOwn(frameworks, framework) ? frameworks[framework as Framework] : framework;
}
