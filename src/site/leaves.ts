import * as z from 'zod';
import type { Cidr } from '../model/address.ts';
import { oneOrMore, refuse } from '../profile/leaves.ts';
import { type HostText, readAddress, readHost } from './host-text.ts';
import { isNetwork, readNetwork } from './network-text.ts';

/** The small values of a site. */

function read(readText: (text: string) => HostText) {
  return (value: string, context: z.RefinementCtx): string => {
    const host = readText(value);
    if (host.kind === 'mistake') return refuse(context, value, host.reason);
    return host.kind === 'address' ? host.address : host.name;
  };
}

/** To YAML, `2130706433` is a number; other programs read it as an address. */
function hostError({ input }: { readonly input?: unknown }): string {
  return typeof input === 'number' ? '#addressOneNumber' : '#hostForm';
}

/** An address or a host name. */
export const host = z.string({ error: hostError }).transform(read(readHost));

export const address = z.string({ error: '#addressExpected' }).transform(read(readAddress));

/** A name that certificates and URLs carry; never an address. */
export const hostName = z.string({ error: '#hostNameExpected' }).transform((value, context): string => {
  const host = readHost(value);
  if (host.kind === 'mistake') return refuse(context, value, host.reason);
  return host.kind === 'name'
    ? host.name
    : refuse(context, value, { code: 'hostNameExpected', values: { value } });
});

export const network = z.string({ error: '#networkForm' }).transform((value, context): Cidr => {
  const read = readNetwork(value);
  return isNetwork(read) ? read : refuse(context, value, read);
});

/** A network of which packets may be sent anywhere: not the whole of a family. */
const allowedNetwork = network.refine(({ prefix }) => prefix > 0, { error: '#networkEverything' });

export const scope = z
  .union(
    [
      z.array(allowedNetwork).min(1, { error: '#scopeEmpty' }),
      z.strictObject({
        allow: z.array(allowedNetwork).min(1, { error: '#scopeEmpty' }),
        deny: z.array(network).optional(),
      }),
    ],
    { error: '#scopeForm' },
  )
  .transform((value) =>
    Array.isArray(value) ? { allow: value, deny: [] } : { allow: value.allow, deny: value.deny ?? [] },
  );

export const addresses = oneOrMore(address, '#addressExpected');

export const hostNames = oneOrMore(hostName, '#hostNameExpected');

/** Attempts per second, or `max`: as fast as answers allow. */
export const rate = z
  .union([z.int().min(1).max(10_000_000), z.literal('max')], { error: '#rateForm' })
  .transform((value) => (value === 'max' ? Infinity : value));

/** A small number, which YAML's readers may also see as text: `0.0001`, `1e-4`. */
export const probability = z
  .union(
    [
      z.number(),
      z.string().regex(/^(?:0?\.\d{1,12}|[1-9](?:\.\d{1,6})?e-\d{1,2})$/, { error: '#probabilityForm' }),
    ],
    {
      error: '#probabilityForm',
    },
  )
  .transform(Number)
  .refine((value) => value > 0 && value <= 0.05, { error: '#probabilityForm' });
