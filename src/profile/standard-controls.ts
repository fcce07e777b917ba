import type { ControlIds } from '../model/controls.ts';
import type { ClosedRule, ClosedState } from '../model/profile.ts';

/**
 * What a closed rule supports when its profile does not say otherwise: a path that lets nothing through but
 * what a document names is evidence of filtering between networks, a host that does not listen is evidence of
 * its configuration. Identifiers of the editions in `model/controls.ts`: PCI DSS 4.0.1 requirements 1 and 2,
 * SP 800-53 families AC, CM and SC, CIS Controls v8 safeguards, ISO/IEC 27001:2022 Annex A, and Annex II of
 * Royal Decree 311/2022.
 */
const filtering: ControlIds = {
  'pci-dss-4.0.1': ['1.2.5', '1.3.1', '1.4.2'],
  'nist-800-53-r5': ['AC-4', 'CM-7', 'SC-7', 'SC-7(5)'],
  'cis-v8': ['4.4', '12.2', '13.4'],
  'iso-27001-2022': ['A.8.20', 'A.8.22'],
  'ens-2022': ['mp.com.1', 'mp.com.4'],
};

const notListening: ControlIds = {
  'pci-dss-4.0.1': ['1.2.5', '2.2.4'],
  'nist-800-53-r5': ['CM-6', 'CM-7', 'CM-7(1)'],
  'cis-v8': ['4.8'],
  'iso-27001-2022': ['A.8.9', 'A.8.20'],
  'ens-2022': ['op.exp.2'],
};

const standard: Readonly<Record<ClosedState, ControlIds>> = {
  closed: filtering,
  blocked: filtering,
  'not-listening': notListening,
};

/** A closed rule's own mapping where its profile has one (an empty one maps it to nothing), else the standard one. */
export function controlsOfClosed({ controls, state }: ClosedRule): ControlIds {
  return controls ?? standard[state];
}
