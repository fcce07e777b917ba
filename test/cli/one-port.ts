/** A profile with one flow, and a site of it on loopback. */
export const onePortProfile = `
id: test/one-port
version: 1.0.0
title: { en: One port, es: Un puerto }
documents: { doc: { title: A document } }
roles:
  here: { title: { en: Here, es: Aquí } }
  there: { title: { en: There, es: Allí } }
flows:
  - id: service
    title: { en: The service, es: El servicio }
    from: here
    to: there
    port: 5000/tcp
    need: required
    why: { en: It is needed., es: Hace falta. }
    cite: { document: doc, table: ports, row: 1 }
`;

export function onePortSite(port: number, more = ''): string {
  return `
site: test
profiles: [{ use: ./profile.yaml, ports: { service: ${port}/tcp } }]
roles: { there: [127.0.0.1] }
vantages: { local: { standsFor: here } }
scope: [127.0.0.1/32]
pace: { attemptGapMs: 50, timeoutMs: 500 }
${more}`;
}
