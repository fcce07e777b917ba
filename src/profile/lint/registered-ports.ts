/**
 * Ports that IANA's registry of service names and port numbers has for protocols which port documents name, by
 * the names in use for them. Facts of the registry; a small part of it.
 */
const lines = `
20 ftp
21 ftp
22 ssh sftp
23 telnet
25 smtp
53 dns
67 dhcp bootp
68 dhcp bootp
69 tftp
80 http
88 kerberos
110 pop3 pop
119 nntp
123 ntp
135 rpc
137 netbios
138 netbios
139 netbios
143 imap imap4
161 snmp
162 snmp
179 bgp
389 ldap
443 https
445 smb
464 kerberos
465 smtp smtps
500 ike
514 syslog
587 smtp
636 ldap ldaps
873 rsync
990 ftps ftp
993 imap imap4 imaps
995 pop3 pop pop3s
1433 sql
1434 sql
1812 radius
1813 radius
2049 nfs
3268 ldap
3269 ldap ldaps
3306 mysql
3389 rdp
3478 stun turn
5060 sip
5061 sip sips
5222 xmpp
5269 xmpp
5349 stun turn
5432 postgresql
5671 amqp
5672 amqp
5985 winrm
5986 winrm
6379 redis
8080 http
8443 https
`;

/** Names by port. */
export const registeredPorts: ReadonlyMap<number, readonly string[]> = new Map(
  lines
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([port, ...names]) => [Number(port), names]),
);

export const registeredNamesOfAll: ReadonlySet<string> = new Set([...registeredPorts.values()].flat());
