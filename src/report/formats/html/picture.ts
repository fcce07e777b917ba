import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { shorten } from '../../clean.ts';
import { standings, type Standing } from '../../describe.ts';
import { pictureGraph, type PathArrow } from '../../picture/graph.ts';
import { layOut, type PlacedArrow, type PlacedBox, type Zone } from '../../picture/layout.ts';
import { curve } from '../../picture/curve.ts';
import type { Words } from '../../words.ts';
import { markup, type Markup } from './markup.ts';

/** The deployment as a picture: roles as boxes by zone, documented flows by verdict, forbidden paths that leak. */
export function picture(report: Report, words: Words, language: Language): Markup | false {
  const graph = pictureGraph(report, language);
  if (graph.boxes.length === 0) return false;
  const { width, height, zones, boxes, arrows } = layOut(graph);
  const framed = new Set(zones.map(({ name }) => name));
  const title = words('pagePicture');
  const about = words('pagePictureAlt', { boxes: boxes.length, arrows: arrows.length });
  return markup`<section aria-labelledby="picture">
<h2 id="picture">${title}</h2>
<div class="scroll" tabindex="0" role="group" aria-label="${title}">
<svg role="img" aria-labelledby="picture-title picture-about" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title id="picture-title">${title}</title>
<desc id="picture-about">${about}</desc>
<defs>${standings.map((standing) => arrowHead(`head-${standing}`, `s-${standing} head`))}</defs>
${zones.map((zone) => zoneFrame(zone, words))}
${arrows.map(arrowLine)}
${boxes.map((box) => roleBox(box, framed))}
${arrows.filter(({ label }) => label.text !== '').map(arrowLabel)}
</svg>
</div>
${key(words)}
</section>`;
}

function arrowHead(id: string, kind: string): Markup {
  return markup`<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="${kind}" d="M0 0L8 4L0 8Z"/></marker>
`;
}

function zoneFrame({ name, x, y, width, height }: Zone, words: Words): Markup {
  return markup`<g><rect class="zone" x="${x}" y="${y}" width="${width}" height="${height}" rx="10"/><text class="zone-name" x="${x + 12}" y="${y + 15}">${words('pageZone', { vantage: name.slice(0, 24) })}</text></g>
`;
}

function roleBox(
  { x, y, width, height, titleLines, addressLine, role, title, addresses, zone }: PlacedBox,
  framed: ReadonlySet<string>,
): Markup {
  const middle = x + width / 2;
  const lines = titleLines.map(
    (line, i) =>
      markup`<text class="title" text-anchor="middle" x="${middle}" y="${y + 22 + i * 17}">${line}</text>`,
  );
  const address =
    addressLine !== '' &&
    markup`<text class="small" text-anchor="middle" x="${middle}" y="${y + 22 + titleLines.length * 17}">${addressLine}</text>`;
  const tag =
    zone !== null &&
    !framed.has(zone) &&
    markup`<text class="zone-name" x="${x + 4}" y="${y - 4}">${zone.slice(0, 28)}</text>`;
  return markup`<g><title>${[title, role, ...addresses.slice(0, 20)].join('\u00a0· ')}</title><rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="7"/>${lines}${address}${tag}</g>
`;
}

function arrowLine({ points, standing, kind, from, to, ports }: PlacedArrow): Markup {
  return markup`<path class="arrow ${kind} s-${standing}" d="${curve(points)}" marker-end="url(#head-${standing})"><title>${from} → ${to}: ${portList(ports)}</title></path>
`;
}

function arrowLabel({ label, standing, from, to, ports }: PlacedArrow): Markup {
  return markup`<g class="s-${standing}"><title>${from} → ${to}: ${portList(ports)}</title><rect class="ground" x="${label.x - label.width / 2}" y="${label.y - 10}" width="${label.width}" height="20" rx="10"/><text class="ports" text-anchor="middle" x="${label.x}" y="${label.y + 4}">${label.text}</text></g>
`;
}

function portList(ports: PlacedArrow['ports']): string {
  return shorten(ports.map(({ text }) => text).join(', '), 200);
}

function key(words: Words): Markup {
  return markup`<ul class="key">
<li>${keyLine('flow', 'pass')}${keyLine('flow', 'fail')}${words('pageKeyFlow')}</li>
<li>${keyLine('leak', 'fail')}${words('pageKeyLeak')}</li>
<li>${keyLine('omission', 'notApplicable')}${words('pageKeyOmission')}</li>
</ul>`;
}

function keyLine(kind: PathArrow['kind'], standing: Standing): Markup {
  return markup`<svg width="34" height="10" aria-hidden="true"><path class="arrow ${kind} s-${standing}" d="M1 5H33"/></svg>`;
}
