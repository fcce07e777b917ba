/** A small good site of that profile (`./own.yaml`), of which bad ones are made. */
export const ownSite = `site: here
profiles:
  - use: ./own.yaml
    conditions: { extra: true }
    ports: { web: 8443/tcp }
    names: { published: [www.example.com] }
roles:
  server: [192.0.2.10, srv.example.com]
  spare: []
vantages:
  outside: { standsFor: [client], source: 198.51.100.7 }
scope: { allow: [192.0.2.0/24], deny: [192.0.2.99] }
authorization: { reference: CHG-1, from: 2026-01-01T00:00:00Z, until: 2026-12-31T00:00:00Z }
pace: { rate: 100 }
waivers:
  - { check: own/product/deny, until: 2027-01-31, by: Ops, reason: Moving }
`;
