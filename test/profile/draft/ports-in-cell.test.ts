import { describe, expect, test } from '@jest/globals';
import { plainText } from '../../../src/profile/draft/plain-text.ts';
import { portsInCell } from '../../../src/profile/draft/ports-in-cell.ts';

describe('ports in a cell', () => {
  test.each([
    // Transport before, after, and around.
    ['443/TCP', '443 tcp'],
    ['TCP/443', '443 tcp'],
    ['TCP 443', '443 tcp'],
    ['tcp:443', '443 tcp'],
    ['443tcp', '443 tcp'],
    ['TCP443', '443 tcp'],
    ['UDP 3478', '3478 udp'],
    ['HTTPS/TCP/443', '443 tcp "HTTPS"'],
    ['Access/SIP(MTLS)/TCP/5061', '5061 tcp "SIP(MTLS)"'],
    ['A/V/RTP/TCP/50.000-59.999', '50000-59999 tcp "RTP"'],
    ['443/TCP (HTTPS)', '443 tcp "HTTPS"'],
    ['TCP/25 (SMTP/TLS)', '25 tcp "SMTP/TLS"'],
    ['SIP/TLS/443 (inbound)', '443 - "SIP/TLS"'],
    ['143/TCP (IMAP), 993/TCP (secure IMAP)', '143 tcp "IMAP" | 993 tcp "secure IMAP"'],
    ['53/UDP,53/TCP (DNS)', '53 udp | 53 tcp "DNS"'],
    ['TCP/UDP 53', '53 tcp+udp'],
    ['389 (TCP and UDP)', '389 tcp+udp'],
    ['TCP 80, 443, UDP 53', '80 tcp | 443 tcp | 53 udp'],
    ['80, 443 TCP, 53 UDP', '80 tcp | 443 tcp | 53 udp'],
    ['TCP:\n80\n443\nUDP:\n53', '80 tcp | 443 tcp | 53 udp'],
    ['80\n443\nTCP', '80 tcp | 443 tcp'],
    // Lists and ranges.
    ['20/21', '20 - | 21 -'],
    ['80 o 8530', '80 - | 8530 - or'],
    ['67 y 68', '67 - | 68 -'],
    ['9000`-`9999', '9000 - | 9999 -'],
    ['50000 - 59999', '50000-59999 -'],
    ['50000 – 59999', '50000-59999 -'],
    ['５００００～５９９９９', '50000-59999 -'],
    ['49152 から 65535', '49152-65535 -'],
    ['49152 至 65535', '49152-65535 -'],
    ['1024 bis 65535', '1024-65535 -'],
    ['de 1024 à 65535', '1024-65535 -'],
    ['1024/TCP-65535/TCP', '1024-65535 tcp'],
    ['60000:61000', '60000-61000 -'],
    ['5071-73', '5071-5073 -'],
    ['49152 and above', '49152-65535 -'],
    ['5900+', '5900 -'],
    ['TCP 443 - UDP 3478', '443 tcp | 3478 udp'],
    // Thousands.
    ['50,000', '50000 -'],
    ['50.000', '50000 -'],
    ['50 000', '50000 -'],
    ['50\u00a0000 à 59\u00a0999', '50000-59999 -'],
    ["50'000", '50000 -'],
    ['5,061', '5061 -'],
    ['80,443', '80 - | 443 -'],
    ['22,443', '22 - | 443 -'],
    ['135,137,138,139', '135 - | 137 - | 138 - | 139 -'],
    ['80 443', '80 - | 443 -'],
    // Numbers that are no ports.
    ['443 (see note 2, other ports)', '443 -'],
    ['80（注 2「別のポート」を参照）', '80 -'],
    ['Dynamic (see note 6)', ''],
    ['443 [1]', '443 -'],
    ['1 instance: port 443', '443 -'],
    ['443¹', '443 -'],
    ['1433 Note 2', '1433 -'],
    ['49152-65535 (Windows Server 2008)', '49152-65535 -'],
    ['IMAP4, POP3, H.323, IPv4', ''],
    ['10.0.0.1', ''],
    ['TLS 1.2', ''],
    ['ICMP 8', ''],
    ['0', ''],
    ['65536', ''],
    ['99999', ''],
    ['N/A', ''],
    ['--', ''],
    ['ТСР 443', '443 tcp'],
  ])('%j', (cell, expected) => {
    const found = portsInCell(plainText(cell)).map(({ from, to, transports, label, alternative }) =>
      [
        from === to ? from : `${from}-${to}`,
        transports.join('+') || '-',
        ...(label === null ? [] : [`"${label}"`]),
        ...(alternative ? ['or'] : []),
      ].join(' '),
    );
    expect(found.join(' | ')).toBe(expected);
  });
});
