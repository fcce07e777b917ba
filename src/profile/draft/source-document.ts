/** A document as drafting sees it: its tables, whatever mark-up they were written in. */
export interface SourceDocument {
  readonly title: string | null;
  /** As the document itself says: "es", "pt-BR"; null when it doesn't. */
  readonly language: string | null;
  /** ISO date of the last revision that the document names. */
  readonly revised: string | null;
  readonly tables: readonly SourceTable[];
}

export interface SourceTable {
  /** Place among all tables of the document, from 0. */
  readonly index: number;
  /** Line of the document where the table begins, from 1. */
  readonly line: number;
  /** Headings above it, outermost first. */
  readonly headings: readonly string[];
  readonly caption: string | null;
  /** The paragraph just before it. */
  readonly lead: string | null;
  /** Texts of the header rows, one array a row; empty when the table has none. */
  readonly header: readonly (readonly string[])[];
  readonly rows: readonly SourceRow[];
}

export interface SourceRow {
  /** From 1, header rows not counted. */
  readonly number: number;
  readonly line: number;
  readonly cells: readonly SourceCell[];
}

export interface SourceCell {
  /** Paragraphs, list items and forced breaks stand on lines of their own. */
  readonly text: string;
  /** Columns that the cell was written across; more than one for a section's title. */
  readonly columns: number;
}

/** A table before its place in the document is known. */
export type LooseTable = Pick<SourceTable, 'line' | 'caption' | 'header' | 'rows'>;

/** What stands in a document between the tables and gives them meaning. */
export type Landmark =
  | { readonly kind: 'heading'; readonly line: number; readonly depth: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly line: number; readonly text: string }
  | { readonly kind: 'table'; readonly line: number; readonly table: LooseTable };

/** Gives every table the headings above it and the paragraph before it. */
export function placeTables(landmarks: readonly Landmark[]): SourceTable[] {
  const tables: SourceTable[] = [];
  let headings: { depth: number; text: string }[] = [];
  let lead: string | null = null;
  for (const mark of landmarks.toSorted((a, b) => a.line - b.line)) {
    if (mark.kind === 'heading') {
      headings = [...headings.filter(({ depth }) => depth < mark.depth), mark];
      lead = null;
    } else if (mark.kind === 'paragraph') lead = mark.text;
    else {
      tables.push({ ...mark.table, index: tables.length, headings: headings.map(({ text }) => text), lead });
      lead = null;
    }
  }
  return tables;
}
