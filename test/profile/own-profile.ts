/** A small good profile, of which bad ones are made. */
export const ownProfile = `id: own/product
version: 1.0.0
title: Own product
documents: { doc: { title: Ports } }
roles:
  client: { title: Client }
  server: { title: { en: Server, es: Servidor } }
  spare: { title: Spare, excludes: [server] }
conditions:
  extra: { ask: Extra?, default: false }
names:
  published: { ask: Which names? }
flows:
  - id: web
    from: client
    to: server
    port: 443/tcp
    need: required
    expect: [{ tls: { names: published } }]
    cite: { document: doc, table: 1, row: 2 }
  - id: media
    from: client
    to: [server, spare]
    port: 5000-5010/udp
    need: { when: extra, then: optional, otherwise: optional }
closed:
  - id: deny
    from: client
    to: server
    ports: 1-65535/tcp
    state: closed
    control: web
`;
