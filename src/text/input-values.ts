import type { Message } from './catalogue.ts';
import { dado, given } from './given.ts';

type Value = { value: string | null };
type Part = { part: string };

/** What is wrong with ports, addresses, host names and networks as they are written. */
export const inputValueTexts = {
  portForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no port with its protocol. Expected: 443/tcp or 50000-59999/udp, in plain decimal digits without blanks.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un puerto con su protocolo. Se esperaba 443/tcp o 50000-59999/udp, en cifras decimales y sin espacios.`,
  },
  portWithoutProtocol: {
    en: ({ value }: Value) => `${given(value)} lacks its protocol. Expected: ${value}/tcp or ${value}/udp.`,
    es: ({ value }: Value) =>
      `A ${dado(value)} le falta el protocolo. Se esperaba ${value}/tcp o ${value}/udp.`,
  },
  portRangeForm: {
    en: ({ value }: Value) =>
      `${given(value)} is neither a port nor a range of ports. Expected: 1433 or 50000-59999, without a protocol.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un puerto ni un intervalo de puertos. Se esperaba 1433 o 50000-59999, sin protocolo.`,
  },
  parameterIdForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no name of a parameter. Expected: small letters, digits and single hyphens, a letter first: media-ports.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un nombre de parámetro. Se esperaban minúsculas, cifras y guiones sueltos, empezando por una letra: media-ports.`,
  },
  portOutOfRange: {
    en: ({ port }: { port: string }) => `There is no port ${port}. Expected: 1 to 65535.`,
    es: ({ port }: { port: string }) => `El puerto ${port} no existe. Se esperaba de 1 a 65535.`,
  },
  portRangeReversed: {
    en: ({ part, better }: Part & { better: string }) =>
      `The range ${part} runs backwards. Expected: ${better}.`,
    es: ({ part, better }: Part & { better: string }) =>
      `El intervalo ${part} está invertido. Se esperaba ${better}.`,
  },
  portRangesOverlap: {
    en: ({ part }: Part) => `${part} overlaps the range before it. Expected: ranges apart from each other.`,
    es: ({ part }: Part) =>
      `${part} se solapa con el intervalo anterior. Se esperaban intervalos separados entre sí.`,
  },
  portRangesOutOfOrder: {
    en: ({ part }: Part) => `${part} stands after higher ports. Expected: ports in ascending order.`,
    es: ({ part }: Part) =>
      `${part} aparece después de puertos mayores. Se esperaban puertos en orden ascendente.`,
  },
  portNotOne: {
    en: ({ value }: Value) =>
      `${given(value)} names several ports. Expected: one port or one range in a flow.`,
    es: ({ value }: Value) =>
      `${dado(value)} indica varios puertos. Se esperaba un solo puerto o intervalo por flujo.`,
  },
  hostForm: {
    en: ({ value }: Value) => `${given(value)} is neither an address nor a host name.`,
    es: ({ value }: Value) => `${dado(value)} no es una dirección ni un nombre de host.`,
  },
  hostNameExpected: {
    en: ({ value }: Value) => `${given(value)} is no host name. Expected: a name, as meet.example.com.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un nombre de host. Se esperaba un nombre, como meet.example.com.`,
  },
  addressExpected: {
    en: ({ value }: Value) => `${given(value)} is no address. Expected: as 198.51.100.7 or 2001:db8::7.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es una dirección. Se esperaba, por ejemplo, 198.51.100.7 o 2001:db8::7.`,
  },
  hostForeignLetter: {
    en: ({ value, letter, codePoint }: Value & { letter: string; codePoint: string }) =>
      `${given(value)} has the letter "${letter}" (${codePoint}), which is not ASCII. Write international names in their xn-- form.`,
    es: ({ value, letter, codePoint }: Value & { letter: string; codePoint: string }) =>
      `${dado(value)} contiene la letra «${letter}» (${codePoint}), que no es ASCII. Escriba los nombres internacionales en su forma xn--.`,
  },
  hostIsWord: {
    en: ({ value }: Value) =>
      `${given(value)} is no host. Expected: addresses and host names; [] says that the role is not there.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es un host. Se esperaban direcciones y nombres de host; [] indica que el rol no existe.`,
  },
  hostIsPattern: {
    en: ({ value }: Value) => `${given(value)} is a pattern. Expected: each host name in full.`,
    es: ({ value }: Value) => `${dado(value)} es un patrón. Se esperaba cada nombre de host completo.`,
  },
  hostIsUrl: {
    en: ({ value }: Value) => `${given(value)} is a URL. Expected: the host name or address alone.`,
    es: ({ value }: Value) => `${dado(value)} es una URL. Se esperaba solo el nombre de host o la dirección.`,
  },
  hostWithPort: {
    en: ({ value }: Value) =>
      `${given(value)} has a port or brackets. Expected: the host name or address alone; ports belong under ports.`,
    es: ({ value }: Value) =>
      `${dado(value)} incluye un puerto o corchetes. Se esperaba solo el nombre de host o la dirección; los puertos se indican en ports.`,
  },
  hostIsNetwork: {
    en: ({ value }: Value) => `${given(value)} is a network. Expected: the address or name of one host.`,
    es: ({ value }: Value) =>
      `${dado(value)} es una red. Se esperaba la dirección o el nombre de un solo host.`,
  },
  addressLeadingZero: {
    en: ({ value }: Value) =>
      `${given(value)} has a number with a leading zero, which some programs read as octal. Write it without zeros in front.`,
    es: ({ value }: Value) =>
      `${dado(value)} contiene un número con cero inicial, que algunos programas leen en octal. Escríbalo sin ceros delante.`,
  },
  addressShort: {
    en: ({ value }: Value) => `${given(value)} is a shortened IPv4 address. Write all four numbers.`,
    es: ({ value }: Value) => `${dado(value)} es una dirección IPv4 abreviada. Escriba los cuatro números.`,
  },
  addressHexadecimal: {
    en: ({ value }: Value) =>
      `${given(value)} is an IPv4 address in hexadecimal. Write four decimal numbers.`,
    es: ({ value }: Value) =>
      `${dado(value)} es una dirección IPv4 en hexadecimal. Escriba cuatro números decimales.`,
  },
  addressOneNumber: {
    en: ({ value }: Value) =>
      `${given(value)} is one number, which some programs read as an IPv4 address. Write four decimal numbers.`,
    es: ({ value }: Value) =>
      `${dado(value)} es un solo número, que algunos programas leen como dirección IPv4. Escriba cuatro números decimales.`,
  },
  addressMapped: {
    en: ({ value }: Value) =>
      `${given(value)} is an IPv4 address in IPv6 notation. Write the IPv4 address itself.`,
    es: ({ value }: Value) =>
      `${dado(value)} es una dirección IPv4 en notación IPv6. Escriba la propia dirección IPv4.`,
  },
  addressWithoutZone: {
    en: ({ value }: Value) =>
      `${given(value)} is a link-local address, which needs the interface that it is reached through, as ${value}%eth0.`,
    es: ({ value }: Value) =>
      `${dado(value)} es una dirección local de vínculo y necesita la interfaz por la que se alcanza, como ${value}%eth0.`,
  },
  addressUnspecified: {
    en: ({ value }: Value) =>
      `${given(value)} means no address in particular. Expected: the address of one host.`,
    es: ({ value }: Value) =>
      `${dado(value)} no designa ninguna dirección concreta. Se esperaba la dirección de un host.`,
  },
  addressNotOneHost: {
    en: ({ value }: Value) =>
      `${given(value)} is a multicast, broadcast or reserved address. Expected: the address of one host.`,
    es: ({ value }: Value) =>
      `${dado(value)} es una dirección de multidifusión, de difusión o reservada. Se esperaba la dirección de un host.`,
  },
  networkForm: {
    en: ({ value }: Value) =>
      `${given(value)} is no network. Expected: as 10.0.2.0/24 or 2001:db8::/64, or an address.`,
    es: ({ value }: Value) =>
      `${dado(value)} no es una red. Se esperaba, por ejemplo, 10.0.2.0/24 o 2001:db8::/64, o una dirección.`,
  },
  networkHostBits: {
    en: ({ value, better }: Value & { better: string }) =>
      `${given(value)} has bits beyond its prefix. Expected: ${better} for the network, or the address alone.`,
    es: ({ value, better }: Value & { better: string }) =>
      `${dado(value)} tiene bits más allá de su prefijo. Se esperaba ${better} para la red, o la dirección sola.`,
  },
  networkEverything: {
    en: ({ value }: Value) =>
      `${given(value)} is every address there is. Expected: the networks that were authorized.`,
    es: ({ value }: Value) =>
      `${dado(value)} abarca todas las direcciones. Se esperaban las redes autorizadas.`,
  },
} satisfies Record<string, Message>;
