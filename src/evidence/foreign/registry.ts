import type { ForeignScan } from './foreign-scan.ts';
import { readMasscanJson } from './masscan-json.ts';
import { readNaabuJson } from './naabu-json.ts';
import { readNmapXml } from './nmap-xml.ts';

/** Programs whose files can be judged, by the options that name them. */
export const foreignReaders: Readonly<Record<'nmap' | 'masscan' | 'naabu', (text: string) => ForeignScan>> = {
  nmap: readNmapXml,
  masscan: readMasscanJson,
  naabu: readNaabuJson,
};

export type ForeignScanner = keyof typeof foreignReaders;
