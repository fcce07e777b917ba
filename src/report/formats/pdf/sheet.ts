import { createRequire } from 'node:module';
import Pdf from 'pdfkit';
import type { Standing } from '../../describe.ts';
import { makeVisible, shorten } from '../../clean.ts';

export type Face = 'plain' | 'bold' | 'mono';

/** The page in points: A4, with room to punch holes. */
export const margins = { top: 56, bottom: 60, left: 56, right: 48 } as const;

export const ink = {
  text: '#15191e',
  muted: '#55606d',
  line: '#c9d0d8',
  soft: '#f3f5f7',
  link: '#0a58b0',
} as const;

export const tones: Readonly<Record<Standing, { readonly ink: string; readonly ground: string }>> = {
  fail: { ink: '#b3201a', ground: '#fdeeec' },
  inconclusive: { ink: '#855000', ground: '#fff5dc' },
  waived: { ink: '#6236b8', ground: '#f3eefe' },
  pass: { ink: '#14682f', ground: '#e9f7ee' },
  notApplicable: { ink: '#55606d', ground: '#eef1f4' },
};

type Structure = PDFKit.PDFStructureElement;

/** What a screen reader is told besides the content. */
export interface ElementOptions {
  readonly alt?: string;
  /** Left, top, right, bottom. */
  readonly bbox?: readonly [number, number, number, number];
  readonly scope?: 'Column' | 'Row';
}

/** A document under way: where the pen stands, and the element of its structure that takes what is drawn next. */
export interface Sheet {
  readonly pdf: PDFKit.PDFDocument;
  /** Adds an element to the structure and draws its content: what a screen reader says. */
  readonly tag: (type: string, draw: () => void, options?: ElementOptions) => void;
  /** Adds an element that holds the elements made meanwhile. */
  readonly group: (type: string, draw: () => void) => void;
  /** Draws what a screen reader passes over. */
  readonly decorate: (draw: () => void) => void;
  readonly font: (face: Face, size: number, color?: string) => void;
  /** Hostile texts made visible, characters that the font lacks too. */
  readonly clean: (text: string) => string;
  /** Width between the margins. */
  readonly width: () => number;
  /** Starts a new page unless so many points are left on this one. */
  readonly need: (height: number) => void;
}

interface About {
  readonly title: string;
  readonly language: string;
  readonly creator: string;
  /** Stands in the file: the run's own end, so that the same report gives the same bytes. */
  readonly at: Date;
}

/** Opens a tagged document with its fonts embedded. */
export function openSheet({ title, language, creator, at }: About): Sheet {
  const pdf = new Pdf({
    size: 'A4',
    margins,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: creator, Producer: 'pdfkit', CreationDate: at, ModDate: at },
  });
  const { resolve } = createRequire(import.meta.url);
  pdf.registerFont('plain', resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'));
  pdf.registerFont('bold', resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'));
  pdf.registerFont('mono', resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'));
  pdf.font('plain');

  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const open: Structure[] = [root];
  const known = glyphsOf(pdf);

  return {
    pdf,
    tag: (type, draw, options = {}) => {
      open.at(-1)!.add(pdf.struct(type, options, draw));
    },
    group: (type, draw) => {
      const element = pdf.struct(type);
      open.at(-1)!.add(element);
      open.push(element);
      draw();
      open.pop();
      element.end();
    },
    decorate: (draw) => {
      pdf.markContent('Artifact', { type: 'Layout' });
      draw();
      pdf.endMarkedContent();
    },
    font: (face, size, color = ink.text) => {
      pdf.font(face).fontSize(size).fillColor(color);
    },
    clean: (text) => withKnownGlyphs(makeVisible(shorten(text, 800)), known),
    width: () => pdf.page.width - margins.left - margins.right,
    need: (height) => {
      if (pdf.y + height > pdf.page.height - margins.bottom) pdf.addPage();
    },
  };
}

/** Which characters the fonts can draw; the three have the same repertoire as far as texts of ours go. */
function glyphsOf(pdf: PDFKit.PDFDocument): (codePoint: number) => boolean {
  // pdfkit's types keep the font that it has open to themselves
  const { _font } = pdf as unknown as {
    _font: { font: { hasGlyphForCodePoint: (code: number) => boolean } };
  };
  return (code) => _font.font.hasGlyphForCodePoint(code);
}

function withKnownGlyphs(text: string, known: (codePoint: number) => boolean): string {
  let shown = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    shown += known(code) ? character : String.raw`\u{${code.toString(16)}}`;
  }
  return shown;
}

/** The finished bytes. */
export function closeSheet({ pdf }: Sheet): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    pdf.end();
  });
}
