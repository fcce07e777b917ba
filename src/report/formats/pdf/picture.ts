import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { pictureGraph } from '../../picture/graph.ts';
import { curve } from '../../picture/curve.ts';
import { layOut, type Layout, type PlacedArrow, type PlacedBox } from '../../picture/layout.ts';
import type { Words } from '../../words.ts';
import { heading, paragraph, type Bookmark } from './blocks.ts';
import { ink, margins, tones, type Sheet } from './sheet.ts';

/** Smaller than this it can't be read on paper: the picture gets a page of its own size, to fold out. */
const smallest = 0.62;

/** The picture of the deployment, as lines and letters. */
export function pictureSection(
  sheet: Sheet,
  report: Report,
  words: Words,
  language: Language,
  bookmarks: Bookmark[],
): void {
  const graph = pictureGraph(report, language);
  if (graph.boxes.length === 0) return;
  const layout = layOut(graph);
  const { pdf } = sheet;
  const room = { width: sheet.width(), height: pdf.page.height - margins.top - margins.bottom - 80 };
  const scale = Math.min(1, room.width / layout.width, room.height / layout.height);
  const foldsOut = scale < smallest;
  if (foldsOut)
    pdf.addPage({ size: [layout.width + margins.left + margins.right, layout.height + 200], margins });
  else if (pdf.y + layout.height * scale + 90 > pdf.page.height - margins.bottom) pdf.addPage();
  heading(sheet, words('pagePicture'), 'picture', bookmarks);
  const { y } = pdf;
  const drawn = foldsOut ? 1 : scale;
  sheet.tag('Figure', () => draw(sheet, layout, y, drawn, words), {
    alt: words('pagePictureAlt', { boxes: layout.boxes.length, arrows: layout.arrows.length }),
    bbox: [margins.left, y, margins.left + layout.width * drawn, y + layout.height * drawn],
  });
  pdf.x = margins.left;
  pdf.y = y + layout.height * drawn + 8;
  paragraph(
    sheet,
    `— ${words('pageKeyFlow')} · - - ${words('pageKeyLeak')} · ··· ${words('pageKeyOmission')}`,
    8,
    ink.muted,
  );
  if (foldsOut) pdf.addPage();
}

function draw(
  sheet: Sheet,
  { zones, boxes, arrows }: Layout,
  top: number,
  scale: number,
  words: Words,
): void {
  const { pdf } = sheet;
  pdf.save();
  pdf.translate(margins.left, top).scale(scale);
  for (const { x, y, width, height, name } of zones) {
    pdf
      .roundedRect(x, y, width, height, 10)
      .lineWidth(0.8)
      .dash(4, { space: 3 })
      .fillAndStroke(ink.soft, ink.line)
      .undash();
    letters(
      sheet,
      words('pageZone', { vantage: name.slice(0, 24) }),
      10,
      ink.muted,
      x + 12,
      y + 5,
      width - 14,
      'left',
    );
  }
  for (const arrow of arrows) drawArrow(sheet, arrow);
  for (const box of boxes) drawBox(sheet, box);
  for (const { label, standing } of arrows) {
    if (label.text === '') continue;
    const x = label.x - label.width / 2;
    pdf
      .roundedRect(x, label.y - 10, label.width, 20, 10)
      .lineWidth(0.5)
      .fillAndStroke('#ffffff', ink.line);
    letters(sheet, label.text, 10, tones[standing].ink, x, label.y - 6, label.width, 'center', 'bold');
  }
  pdf.restore();
}

function drawBox(sheet: Sheet, { x, y, width, height, titleLines, addressLine }: PlacedBox): void {
  sheet.pdf.roundedRect(x, y, width, height, 7).lineWidth(1).fillAndStroke('#ffffff', ink.muted);
  titleLines.forEach((line, i) =>
    letters(sheet, line, 11, ink.text, x, y + 10 + i * 17, width, 'center', 'bold'),
  );
  letters(sheet, addressLine, 9.5, ink.muted, x, y + 10 + titleLines.length * 17, width, 'center');
}

function drawArrow({ pdf }: Sheet, { points, standing, kind }: PlacedArrow): void {
  const color = kind === 'omission' ? ink.muted : tones[standing].ink;
  pdf.lineWidth(kind === 'leak' ? 2.4 : 1.6);
  if (kind === 'leak') pdf.dash(7, { space: 4 });
  if (kind === 'omission') pdf.dash(1.5, { space: 4 });
  pdf.path(curve(points)).stroke(color).undash();
  const [before, end] = [points.at(-2), points.at(-1)];
  if (before === undefined || end === undefined) return;
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  pdf
    .save()
    .translate(end.x, end.y)
    .rotate((angle * 180) / Math.PI);
  pdf.moveTo(-8, -4).lineTo(0, 0).lineTo(-8, 4).closePath().fill(color);
  pdf.restore();
}

function letters(
  sheet: Sheet,
  text: string,
  size: number,
  color: string,
  x: number,
  y: number,
  width: number,
  align: 'left' | 'center',
  face: 'plain' | 'bold' = 'plain',
): void {
  if (text === '') return;
  sheet.font(face, size, color);
  // at its own origin: below the page's end, as pdfkit counts it without the picture's scale, it would start a new page
  sheet.pdf.save().translate(x, y);
  sheet.pdf.text(sheet.clean(text), 0, 0, { width, align, lineBreak: false });
  sheet.pdf.restore();
}
