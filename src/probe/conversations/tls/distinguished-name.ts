import { childrenOf, readOid, readText, type Der } from './der.ts';

const attributeNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/** "CN=meet.contoso.com, O=Contoso": attributes in the order of the certificate, special characters escaped. */
export function readDistinguishedName(name: Der): string {
  return nameText(attributesOf(name));
}

/** The same, with its common names by themselves. */
export function readSubject(name: Der): { readonly subject: string; readonly commonNames: string[] } {
  const attributes = attributesOf(name);
  const commonNames = attributes.filter(([id]) => id === '2.5.4.3').map(([, text]) => text);
  return { subject: nameText(attributes), commonNames };
}

function nameText(attributes: readonly (readonly [id: string, text: string])[]): string {
  return attributes
    .map(([id, text]) => `${attributeNames[id] ?? id}=${text.replaceAll(/[,+"\\<>;]/g, String.raw`\$&`)}`)
    .join(', ');
}

function attributesOf(name: Der): [id: string, text: string][] {
  return childrenOf(name)
    .flatMap((set) => childrenOf(set))
    .flatMap((attribute): [string, string][] => {
      const [id, value] = childrenOf(attribute);
      return id === undefined || value === undefined ? [] : [[readOid(id), readText(value)]];
    });
}
