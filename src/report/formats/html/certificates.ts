import type { Language } from '../../../model/language.ts';
import type { Report, ReportCheck } from '../../../model/report.ts';
import { anchorOf } from '../../anchor.ts';
import { certificateLife } from '../../certificate-life.ts';
import { certificatesOf, type SeenCertificate } from '../../certificates.ts';
import { targetWords } from '../../describe.ts';
import { dayWords } from '../../dates.ts';
import type { Words } from '../../words.ts';
import { markup, type Markup } from './markup.ts';

/** A certificate of ten thousand names would bury the page; report.json keeps them all. */
const namesShown = 20;
const checksShown = 10;

/** Each certificate that was seen, with the line of its life. */
export function certificates(report: Report, words: Words, language: Language): Markup | false {
  const seen = certificatesOf(report);
  if (seen.length === 0) return false;
  return markup`<section aria-labelledby="certificates">
<h2 id="certificates">${words('pageCertificates')}</h2>
<div class="scroll" tabindex="0" role="group" aria-label="${words('pageCertificates')}">
<table class="certificates">
<thead><tr><th scope="col">${words('pageCertificate')}</th><th scope="col">${words('pageNames')}</th><th scope="col">${words('pageValidity')}</th><th scope="col">${words('pageSeenAt')}</th></tr></thead>
<tbody>${seen.map(({ certificate, checks }) => certificateRow(certificate, checks, report, words, language))}</tbody>
</table>
</div>
</section>`;
}

export function certificateAnchor({ sha256 }: SeenCertificate): string {
  return anchorOf(sha256).replace('c-', 'k-');
}

function certificateRow(
  certificate: SeenCertificate,
  checks: readonly ReportCheck[],
  report: Report,
  words: Words,
  language: Language,
): Markup {
  const { subject, issuer, names, key, sha256 } = certificate;
  const more = names.length - namesShown;
  return markup`<tr id="${certificateAnchor(certificate)}">
<th scope="row">${subject}<br><small>${words('pageIssuer')}: ${issuer}<br>${words('pageKey')}: ${key}<br>${words('pageFingerprint')}: <code>${sha256.slice(0, 64)}</code></small></th>
<td>${names.slice(0, namesShown).join(', ')}${more > 0 && ` ${words('pageMore', { count: more })}`}</td>
<td>${lifeLine(certificate, report, words, language)}</td>
<td>${checks.slice(0, checksShown).map((check) => markup`<a href="#${anchorOf(check.id)}">${targetWords(check)}</a><br>`)}${checks.length > checksShown && words('pageMore', { count: checks.length - checksShown })}</td>
</tr>
`;
}

function lifeLine(certificate: SeenCertificate, { run }: Report, words: Words, language: Language): Markup {
  const { spent, tone, sentence } = certificateLife(certificate, run.startedAt, words, language);
  const now = Math.round(spent * 200);
  return markup`<span class="s-${tone}"><svg width="204" height="16" viewBox="-2 0 204 16" aria-hidden="true"><rect class="bar" x="0" y="5" width="200" height="6" rx="3"/><rect class="left" x="${now}" y="5" width="${200 - now}" height="6" rx="3"/><path class="now" d="M${now} 1V15"/></svg><br><span class="tone">${sentence}</span></span><br><small>${dayWords(certificate.notBefore, language)} – ${dayWords(certificate.notAfter, language)}</small>`;
}
