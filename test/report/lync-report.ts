import type { Language } from '../../src/model/language.ts';
import type { Report } from '../../src/model/report.ts';
import { makeCheck, makeReport, type CheckParts } from './report-maker.ts';

const allButDocumented = '1-79,81-442,444-65535';
const internalDocumented = '1-442,444-4442,4444-8079,8081-65535';

const certificate = {
  readable: true,
  subject: 'CN=webext.contoso.com,O=Contoso',
  issuer: 'CN=Example Public CA,O=Example Trust',
  commonNames: ['webext.contoso.com'],
  dnsNames: ['webext.contoso.com', 'meet.contoso.com', 'dialin.contoso.com'],
  addresses: [],
  serial: '0a1b2c3d4e5f',
  notBefore: '2026-01-10T00:00:00.000Z',
  notAfter: '2027-01-10T23:59:59.000Z',
  key: { type: 'rsa', bits: 2048, curve: null },
  signature: { algorithm: 'RSASSA-PKCS1-v1_5', hash: 'sha256' },
  authority: false,
  selfIssued: false,
  sha256: '9f'.repeat(32),
};

const tls = {
  kind: 'tls',
  status: 'served',
  version: 'TLSv1.2',
  cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  keyExchange: 'secp256r1',
  chain: [certificate],
  certificatesSent: 1,
};

const toPool = { from: 'reverse-proxy-internal', to: 'front-end', vantage: 'dmz' } as const;

const checks: readonly CheckParts[] = [
  {
    rule: 'external-http',
    title: { en: 'HTTP from outside to the reverse proxy', es: 'HTTP desde el exterior al proxy inverso' },
    why: {
      en: 'Redirects browsers to HTTPS; needed where Autodiscover is published over HTTP.',
      es: 'Redirige los exploradores a HTTPS; necesario cuando Detección automática se publica por HTTP.',
    },
    ports: '80',
    need: 'optional',
    cite: { document: 'jj204932', table: 'external', row: 1 },
    findings: [
      {
        expectation: 'http.redirect',
        verdict: 'pass',
        expected: 'https://meet.contoso.com/',
        actual: 'https://meet.contoso.com/',
        reason: '',
        code: 'testSentence',
        values: {},
      },
    ],
    said: {
      en: 'Port 80 is open and redirects to HTTPS, as expected.',
      es: 'El puerto 80 está abierto y redirige a HTTPS, como se esperaba.',
    },
  },
  {
    rule: 'external-https',
    title: { en: 'HTTPS from outside to the reverse proxy', es: 'HTTPS desde el exterior al proxy inverso' },
    why: {
      en: 'Address book, meetings, device updates and Autodiscover reach the pool through it.',
      es: 'Libreta de direcciones, reuniones, actualizaciones y Detección automática llegan al grupo por él.',
    },
    verdict: 'fail',
    cite: { document: 'jj204932', table: 'external', row: 2 },
    facts: { tls },
    findings: [
      {
        expectation: 'tls.names',
        verdict: 'fail',
        expected: 'lyncdiscover.contoso.com',
        actual: 'webext.contoso.com, meet.contoso.com, dialin.contoso.com',
        reason: 'The certificate lacks lyncdiscover.contoso.com: have it issued again with that name.',
        code: 'testSentence',
        values: {},
      },
    ],
    said: {
      en: 'Port 443 is open, but its certificate lacks lyncdiscover.contoso.com.',
      es: 'El puerto 443 está abierto, pero a su certificado le falta lyncdiscover.contoso.com.',
    },
  },
  {
    rule: 'external-default-deny',
    kind: 'closed',
    title: {
      en: 'Nothing else is open from outside',
      es: 'Nada más está abierto desde el exterior',
    },
    why: {
      en: 'The documents say to open only the ports that are required.',
      es: 'Los documentos indican que solo se abran los puertos necesarios.',
    },
    ports: allButDocumented,
    expected: 'closed',
    verdict: 'fail',
    observed: { open: [3389, 8443], refused: 65_012, rejected: 0, silent: 519, unknown: 0 },
    sweeper: 'syn',
    attempts: 3,
    controls: { asked: 1024, lost: 0, lossBound: 0.0029 },
    missProbability: 2.4e-8,
    said: {
      en: 'Ports 3389 and 8443 are open, and no document names them.',
      es: 'Los puertos 3389 y 8443 están abiertos y ningún documento los nombra.',
    },
  },
  {
    ...toPool,
    rule: 'internal-http',
    title: {
      en: 'HTTP from the reverse proxy to the pool',
      es: 'HTTP desde el proxy inverso al grupo de servidores front-end',
    },
    address: '10.0.2.21',
    host: 'fe01.contoso.local',
    ports: '8080',
    need: 'optional',
    observed: { open: [], refused: 1, rejected: 0, silent: 0, unknown: 0 },
    cite: { document: 'jj204932', table: 'internal', row: 1 },
    said: {
      en: 'Port 8080 is shut, which the documents permit here.',
      es: 'El puerto 8080 está cerrado, lo que los documentos permiten aquí.',
    },
  },
  {
    ...toPool,
    rule: 'internal-https',
    title: {
      en: 'HTTPS from the reverse proxy to the pool',
      es: 'HTTPS desde el proxy inverso al grupo de servidores front-end',
    },
    address: '10.0.2.21',
    host: 'fe01.contoso.local',
    ports: '4443',
    facts: {
      tls: {
        ...tls,
        chain: [
          {
            ...certificate,
            sha256: '3d'.repeat(32),
            subject: 'CN=fe01.contoso.local',
            notAfter: '2026-12-15T00:00:00.000Z',
          },
        ],
      },
    },
    cite: { document: 'jj204932', table: 'internal', row: 2 },
    said: { en: 'Port 4443 is open and speaks TLS.', es: 'El puerto 4443 está abierto y habla TLS.' },
  },
  {
    ...toPool,
    rule: 'internal-https',
    title: {
      en: 'HTTPS from the reverse proxy to the pool',
      es: 'HTTPS desde el proxy inverso al grupo de servidores front-end',
    },
    address: '10.0.2.22',
    host: 'fe02.contoso.local',
    ports: '4443',
    verdict: 'fail',
    observed: { open: [], refused: 0, rejected: 1, silent: 0, unknown: 0 },
    rejections: [{ code: 'admin-prohibited', from: '10.0.0.1', count: 3 }],
    attempts: 3,
    cite: { document: 'jj204932', table: 'internal', row: 2 },
    said: {
      en: 'Port 4443 is required, and a device at 10.0.0.1 forbids it.',
      es: 'El puerto 4443 es obligatorio y un dispositivo en 10.0.0.1 lo prohíbe.',
    },
  },
  {
    ...toPool,
    rule: 'internal-default-deny',
    kind: 'closed',
    title: {
      en: 'Nothing else is open from the DMZ to the pool',
      es: 'Nada más está abierto desde la red perimetral al grupo',
    },
    address: '10.0.2.21',
    host: 'fe01.contoso.local',
    ports: internalDocumented,
    expected: 'closed',
    observed: { open: [], refused: 65_532, rejected: 0, silent: 0, unknown: 0 },
    sweeper: 'syn',
    attempts: 2,
    controls: { asked: 512, lost: 3, lossBound: 0.015 },
    said: {
      en: 'All 65,532 ports that no document names refuse.',
      es: 'Los 65.532 puertos que ningún documento nombra rechazan la conexión.',
    },
  },
  {
    ...toPool,
    rule: 'internal-default-deny',
    kind: 'closed',
    title: {
      en: 'Nothing else is open from the DMZ to the pool',
      es: 'Nada más está abierto desde la red perimetral al grupo',
    },
    address: '10.0.2.22',
    host: 'fe02.contoso.local',
    ports: internalDocumented,
    expected: 'closed',
    verdict: 'inconclusive',
    observed: { open: [], refused: 0, rejected: 0, silent: 65_532, unknown: 0 },
    attempts: 3,
    causes: [
      {
        reason: 'No documented port of 10.0.2.22 answers, so nothing proves that the path was alive.',
        reasonCode: 'testSentence',
        reasonValues: {},
      },
    ],
    said: {
      en: 'All ports are silent, but no control proves that the path was alive.',
      es: 'Todos los puertos callan, pero ningún control prueba que la ruta estuviera viva.',
    },
  },
  {
    rule: 'external-4443',
    kind: 'closed',
    title: { en: '4443 is not reachable from outside', es: 'El 4443 no es accesible desde el exterior' },
    why: {
      en: '4443 of the reverse proxy must not be confused with the pool’s own use of it.',
      es: 'El 4443 del proxy inverso no debe confundirse con el uso interno del grupo.',
    },
    ports: '4443',
    expected: 'closed',
    verdict: 'fail',
    waiver: {
      until: '2027-01-31',
      by: 'Network operations',
      reason: 'Old firewall is replaced in January (CHG-0815).',
    },
    cite: { document: 'jj204932', passage: 'caution' },
    said: {
      en: 'Port 4443 is open, and must be shut.',
      es: 'El puerto 4443 está abierto y debe estar cerrado.',
    },
  },
  {
    rule: 'internal-office-web-apps',
    from: 'reverse-proxy-internal',
    to: 'office-web-apps',
    vantage: 'dmz',
    title: {
      en: 'HTTPS from the reverse proxy to Office Web Apps',
      es: 'HTTPS desde el proxy inverso a Office Web Apps',
    },
    address: null,
    verdict: 'notApplicable',
    observed: { open: [], refused: 0, rejected: 0, silent: 0, unknown: 0 },
    attempts: 0,
    sweeper: null,
    startedAt: null,
    finishedAt: null,
    cite: { document: 'jj204932', table: 'internal', row: 3 },
    said: {
      en: 'The site has no Office Web Apps server.',
      es: 'El sitio no tiene ningún servidor de Office Web Apps.',
    },
  },
];

/** A deployment of Lync Server 2013 with something of every kind: pass, fail, waived, inconclusive, not applicable. */
export function lyncReport(language: Language): Report {
  return makeReport(
    checks.map((parts) => makeCheck(parts, language)),
    {
      run: {
        id: '2026-11-22T093000Z-contoso-5f1c',
        startedAt: '2026-11-22T09:30:00.000Z',
        finishedAt: '2026-11-22T09:34:41.500Z',
        complete: true,
        language,
      },
      profiles: [
        {
          id: 'lync-server-2013/reverse-proxy',
          version: '1.0.0',
          sha256: 'ab'.repeat(32),
          title: { en: 'Lync Server 2013 reverse proxy', es: 'Proxy inverso de Lync Server 2013' },
        },
      ],
      vantages: [
        { name: 'outside', standsFor: ['internet'], transport: 'local', source: ['198.51.100.7'] },
        { name: 'dmz', standsFor: ['reverse-proxy-internal'], transport: 'ssh', source: ['10.0.1.10'] },
      ],
      authorization: {
        reference: 'CHG-1234',
        by: 'Network operations',
        from: '2026-11-22T08:00:00Z',
        until: '2026-11-22T18:00:00Z',
      },
      conditions: { 'autodiscover-over-http': false, 'office-web-apps-conferencing': false },
      questions: {
        'autodiscover-over-http': {
          en: 'Is Autodiscover published over HTTP?',
          es: '¿Se publica Detección automática por HTTP?',
        },
        'office-web-apps-conferencing': {
          en: 'Does Office Web Apps serve conferencing?',
          es: '¿Presta Office Web Apps servicio a las conferencias?',
        },
      },
      documents: {
        jj204932: {
          title: 'Resumen de puerto - Proxy inverso en Lync Server 2013',
          language: 'es',
          revised: '2015-03-09',
        },
      },
      roles: {
        internet: { en: 'Any external client', es: 'Cualquier cliente externo' },
        'reverse-proxy-external': {
          en: 'Reverse proxy, external interface',
          es: 'Proxy inverso, interfaz externa',
        },
        'reverse-proxy-internal': {
          en: 'Reverse proxy, internal interface',
          es: 'Proxy inverso, interfaz interna',
        },
        'front-end': { en: 'Front End server or pool', es: 'Servidor o grupo de servidores front-end' },
        'office-web-apps': { en: 'Office Web Apps Server', es: 'Servidor Office Web Apps' },
      },
      controls: {
        'lync-server-2013/reverse-proxy/external-default-deny': {
          'pci-dss-4.0.1': ['1.2.5', '1.4.2'],
          'nist-800-53-r5': ['SC-7', 'SC-7(5)'],
        },
        'lync-server-2013/reverse-proxy/internal-default-deny': {
          'pci-dss-4.0.1': ['1.2.5'],
          'nist-800-53-r5': ['SC-7'],
        },
      },
      method: { rate: 2000, attempts: 3, attemptGapMs: 1000, timeoutMs: 3000, missLimit: 1e-4 },
      notCovered: [
        {
          rule: 'lync-server-2013/reverse-proxy/director-https',
          from: 'director',
          to: 'front-end',
          reason:
            language === 'en'
              ? 'No vantage of the site stands for director.'
              : 'Ningún punto de observación del sitio representa a director.',
        },
      ],
      warnings: [
        {
          reason:
            language === 'en'
              ? 'The waiver of external-rdp ended on 2026-10-01 and no longer holds: mend the failure or have the waiver renewed.'
              : 'La exención de external-rdp venció el 2026-10-01 y ya no surte efecto: corrija el incumplimiento o renueve la exención.',
          reasonCode: 'waiverExpired',
          reasonValues: { check: 'external-rdp', until: '2026-10-01' },
        },
      ],
    },
  );
}
