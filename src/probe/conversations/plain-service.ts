/** Openings by which plain-text services are known. */
const openings: readonly (readonly [service: string, opening: RegExp])[] = [
  ['http', /^HTTP\/\d/],
  // nginx, Apache and IIS answer a hello that they take for a bad request with the page alone (HTTP/0.9).
  ['http', /^\s{0,20}<(!doctype|html)/i],
  ['smtp', /^220[ -][^\r\n]{0,400}(smtp|mail)/i],
  ['ftp', /^220[ -]/],
  ['pop3', /^\+OK/],
  ['imap', /^\* (OK|PREAUTH|BYE)/],
  ['ssh', /^SSH-\d/],
  ['sip', /^SIP\/2\.0/],
  ['xmpp', /^<(\?xml|stream:)/],
  ['vnc', /^RFB \d/],
  ['redis', /^-(ERR|DENIED|NOAUTH) /],
];

/** The service that these first bytes belong to; 'unknown' where nothing tells. */
export function plainService(heard: Buffer): string {
  const text = heard.toString('latin1');
  return openings.find(([, opening]) => opening.test(text))?.[0] ?? 'unknown';
}
