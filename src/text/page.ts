import { formatNumber, plural } from './number.ts';
import type { Message } from './catalogue.ts';

type Count = { readonly count: number };

/** What only the pages of the HTML and PDF reports say. */
export const pageTexts = {
  pageSkip: { en: () => 'Skip to the checks', es: () => 'Ir a las comprobaciones' },
  pageTheme: { en: () => 'Light or dark', es: () => 'Claro u oscuro' },
  pagePicture: { en: () => 'The deployment', es: () => 'El despliegue' },
  pagePictureAlt: {
    en: ({ boxes, arrows }: { boxes: number; arrows: number }) =>
      `${plural('en', boxes, { one: '# role', other: '# roles' })} and ${plural('en', arrows, { one: '# path', other: '# paths' })} between them; the matrix below says the same in words.`,
    es: ({ boxes, arrows }: { boxes: number; arrows: number }) =>
      `${plural('es', boxes, { one: '# rol', other: '# roles' })} y ${plural('es', arrows, { one: '# ruta', other: '# rutas' })} entre ellos; la matriz siguiente dice lo mismo con palabras.`,
  },
  pageZone: {
    en: ({ vantage }: { vantage: string }) => `seen from ${vantage}`,
    es: ({ vantage }: { vantage: string }) => `visto desde ${vantage}`,
  },
  pageKeyFlow: {
    en: () => 'documented path, coloured by verdict',
    es: () => 'ruta documentada, según su veredicto',
  },
  pageKeyLeak: { en: () => 'forbidden path that leaks', es: () => 'ruta prohibida que está abierta' },
  pageKeyOmission: { en: () => 'not covered by this run', es: () => 'no cubierta por esta ejecución' },
  pageMatrix: { en: () => 'From source to destination', es: () => 'De origen a destino' },
  pageMatrixSource: { en: () => 'Source', es: () => 'Origen' },
  pageMatrixNone: { en: () => 'no check', es: () => 'sin comprobación' },
  pageSearch: { en: () => 'Search', es: () => 'Buscar' },
  pageFilterVerdict: { en: () => 'Verdict', es: () => 'Veredicto' },
  pageFilterRole: { en: () => 'Role', es: () => 'Rol' },
  pageFilterVantage: { en: () => 'Vantage', es: () => 'Punto de observación' },
  pageFilterRule: { en: () => 'Rule', es: () => 'Regla' },
  pageFilterAll: { en: () => 'all', es: () => 'todo' },
  pageReset: { en: () => 'Show all', es: () => 'Mostrar todo' },
  pageCopyCsv: { en: () => 'Copy as CSV', es: () => 'Copiar como CSV' },
  pageCopied: { en: () => 'Copied', es: () => 'Copiado' },
  pageNotCopied: { en: () => 'The browser did not allow it', es: () => 'El explorador no lo ha permitido' },
  /** {shown} and {total} are put in by the page itself. */
  pageShowing: { en: () => '{shown} of {total} checks', es: () => '{shown} de {total} comprobaciones' },
  pageLink: { en: () => 'Link to this check', es: () => 'Vínculo a esta comprobación' },
  pageTimes: { en: () => 'Asked', es: () => 'Preguntado' },
  pageAnswers: { en: () => 'Answers', es: () => 'Respuestas' },
  pageCertificates: { en: () => 'Certificates', es: () => 'Certificados' },
  pageCertificate: { en: () => 'Certificate', es: () => 'Certificado' },
  pageIssuer: { en: () => 'Issuer', es: () => 'Emisor' },
  pageNames: { en: () => 'Names', es: () => 'Nombres' },
  pageValidity: { en: () => 'Validity', es: () => 'Validez' },
  pageSeenAt: { en: () => 'Seen at', es: () => 'Visto en' },
  pageKey: { en: () => 'Key and signature', es: () => 'Clave y firma' },
  pageFingerprint: { en: () => 'SHA-256', es: () => 'SHA-256' },
  pageExpiresIn: {
    en: ({ count, day }: Count & { day: string }) =>
      `ends in ${plural('en', count, { one: '# day', other: '# days' })}, on ${day}`,
    es: ({ count, day }: Count & { day: string }) =>
      `vence dentro de ${plural('es', count, { one: '# día', other: '# días' })}, el ${day}`,
  },
  pageExpired: {
    en: ({ count, day }: Count & { day: string }) =>
      `ended ${plural('en', count, { one: '# day', other: '# days' })} before this run, on ${day}`,
    es: ({ count, day }: Count & { day: string }) =>
      `venció ${plural('es', count, { one: '# día', other: '# días' })} antes de esta ejecución, el ${day}`,
  },
  pageNotYet: {
    en: ({ day }: { day: string }) => `not valid before ${day}`,
    es: ({ day }: { day: string }) => `no es válido antes del ${day}`,
  },
  pageMore: {
    en: ({ count }: Count) => `and ${formatNumber('en', count)} more`,
    es: ({ count }: Count) => `y ${formatNumber('es', count)} más`,
  },
  pageRuleCount: {
    en: ({ count }: Count) => plural('en', count, { one: '# check', other: '# checks' }),
    es: ({ count }: Count) => plural('es', count, { one: '# comprobación', other: '# comprobaciones' }),
  },
  pageRevised: {
    en: ({ day }: { day: string }) => `revised ${day}`,
    es: ({ day }: { day: string }) => `revisado el ${day}`,
  },
  pageMethod: {
    en: (values: Method) =>
      `At least ${plural('en', values.attempts, { one: '# attempt', other: '# attempts' })} at every silent port, ${formatNumber('en', values.gapMs)} ms apart, each waiting up to ${formatNumber('en', values.timeoutMs)} ms. A closed rule passes only if the chance of a miss is at most 1 in ${formatNumber('en', values.odds, 2)} and controls on the same path were answered.`,
    es: (values: Method) =>
      `Al menos ${plural('es', values.attempts, { one: '# intento', other: '# intentos' })} en cada puerto sin respuesta, separados por ${formatNumber('es', values.gapMs)} ms y con una espera de hasta ${formatNumber('es', values.timeoutMs)} ms. Una regla de cierre solo se cumple si la probabilidad de omisión es como máximo de 1 entre ${formatNumber('es', values.odds, 2)} y los controles de la misma ruta obtuvieron respuesta.`,
  },
  pageEvidence: {
    en: () => 'This report supports an audit; it is no certificate of conformity with any standard.',
    es: () => 'Este informe respalda una auditoría; no es un certificado de conformidad con ninguna norma.',
  },
  pageTrend: { en: () => 'The last runs', es: () => 'Las últimas ejecuciones' },
  pageChanges: { en: () => 'Changed since the run before', es: () => 'Cambios desde la ejecución anterior' },
  pageNoChanges: {
    en: () => 'No check ended otherwise than in the run before.',
    es: () => 'Ninguna comprobación terminó de forma distinta que en la ejecución anterior.',
  },
  pageOutcome: { en: () => 'Outcome', es: () => 'Resultado' },
  pageWas: { en: () => 'Before', es: () => 'Antes' },
  pageIs: { en: () => 'Now', es: () => 'Ahora' },
  pageAbsent: { en: () => 'not there', es: () => 'ausente' },
  pageIndexTitle: {
    en: () => 'Port compliance: all sites',
    es: () => 'Conformidad de puertos: todos los sitios',
  },
  pageIndexRuns: {
    en: ({ count }: Count) => plural('en', count, { one: '# run', other: '# runs' }),
    es: ({ count }: Count) => plural('es', count, { one: '# ejecución', other: '# ejecuciones' }),
  },
  pageLatest: { en: () => 'Latest', es: () => 'Última' },
  pageContents: { en: () => 'Contents', es: () => 'Contenido' },
  pageSignatures: { en: () => 'Signatures', es: () => 'Firmas' },
  pageSignedBy: { en: () => 'Name and role', es: () => 'Nombre y cargo' },
  pageSignedOn: { en: () => 'Date', es: () => 'Fecha' },
  pageSignature: { en: () => 'Signature', es: () => 'Firma' },
  pageTester: { en: () => 'Tested by', es: () => 'Comprobado por' },
  pageReviewer: { en: () => 'Reviewed by', es: () => 'Revisado por' },
  pageNumber: {
    en: ({ page, pages }: { page: number; pages: number }) => `Page ${page} of ${pages}`,
    es: ({ page, pages }: { page: number; pages: number }) => `Página ${page} de ${pages}`,
  },
} satisfies Record<string, Message>;

interface Method {
  readonly attempts: number;
  readonly gapMs: number;
  readonly timeoutMs: number;
  readonly odds: number;
}
