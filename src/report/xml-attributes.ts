import { cleanXml } from './clean.ts';

/** Attributes as an XML element writes them, whatever their values hold. */
export function xmlAttributes(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${cleanXml(value)}"`)
    .join(' ');
}
