import type { Protocol } from '../../model/ports.ts';

/**
 * Application protocols that port documents name, with the transport that each implies when the document states
 * none; null where it may be either.
 */
const implied: Readonly<Record<string, Protocol | null>> = {
  ...transportOf(
    'tcp',
    'HTTP HTTPS TLS MTLS SSL SMTP SMTPS IMAP IMAPS IMAP4 POP POP3 POP3S FTP FTPS SFTP SSH',
  ),
  ...transportOf(
    'tcp',
    'TELNET RDP SMB CIFS RPC DCOM WMI WINRM LDAPS PSOM XMPP MSRP SQL TDS JDBC ODBC AMQP MQTT',
  ),
  ...transportOf(
    'tcp',
    'WS WSS WEBSOCKET GRPC NFS ISCSI BGP RSYNC VNC NNTP IRC REST SOAP AJP JMX RMI MAPI EWS IIOP',
  ),
  ...transportOf(
    'udp',
    'DHCP BOOTP TFTP NTP SNTP SNMP RTP SRTP RTCP STUN MSTURN QUIC MDNS LLMNR SSDP WOL BFD',
  ),
  ...transportOf('udp', 'VXLAN GENEVE IKE RIP HSRP VRRP DATAGRAM BINL L2TP'),
  ...transportOf(
    null,
    'DNS LDAP SIP SIPS KERBEROS SYSLOG RADIUS TACACS TURN ICE NETBIOS RTSP H.323 H323 ESP GRE',
  ),
};

/** Words that name a transport in a cell; SCTP is one too, but no profile can ask for it. */
export const transports: Readonly<Record<string, Protocol | 'sctp'>> = {
  TCP: 'tcp',
  TCP4: 'tcp',
  TCP6: 'tcp',
  UDP: 'udp',
  UDP4: 'udp',
  UDP6: 'udp',
  SCTP: 'sctp',
};

export function isKnownProtocol(word: string): boolean {
  return word.toUpperCase() in implied;
}

/** The transport that an application's name implies; null when it implies none, or the names disagree. */
export function impliedTransport(text: string): Protocol | null {
  const words = text.toUpperCase().match(/[A-Z][A-Z0-9.]*/gu) ?? [];
  const found = new Set(words.map((word) => implied[word]).filter((protocol) => protocol !== undefined));
  found.delete(null);
  return found.size === 1 ? [...found][0]! : null;
}

/**
 * "UPS" among transports is a slip for UDP: a word of three capitals ("und" is German for "and") that begins like it
 * and keeps another of its letters in order, or has the same letters in another order.
 */
export function misspeltTransport(word: string): Protocol | null {
  const upper = word.toUpperCase();
  if (upper.length !== 3 || word !== upper || upper in transports || isKnownProtocol(upper)) return null;
  for (const right of ['TCP', 'UDP'] as const) {
    const sameLetters = sorted(right) === sorted(upper);
    const second = upper.indexOf(right[1]!, 1);
    const third = upper.indexOf(right[2]!, 1);
    if (sameLetters || (upper[0] === right[0] && (second > 0 || third > 0)))
      return transports[right] as Protocol;
  }
  return null;
}

function sorted(word: string): string {
  return word.split('').toSorted().join('');
}

function transportOf(protocol: Protocol | null, words: string): Record<string, Protocol | null> {
  return Object.fromEntries(words.split(' ').map((word) => [word, protocol]));
}
