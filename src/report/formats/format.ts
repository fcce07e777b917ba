import type { Language } from '../../model/language.ts';
import type { Report } from '../../model/report.ts';

export interface RenderOptions {
  readonly language: Language;
  /** Only formats for a terminal take notice. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Earlier runs of the same site, oldest first, for formats that show how things went. */
  readonly earlier?: readonly Report[];
}

/** A way of writing a report. One file each in this folder, one line in `registry.ts`. */
export interface Format {
  readonly name: string;
  /** Without the dot. */
  readonly extension: string;
  /** Not text: must not go to a terminal. */
  readonly binary: boolean;
  /** Pure: equal reports and options give equal bytes. What a format needs is loaded on its first use. */
  readonly render: (report: Report, options: RenderOptions) => Promise<string | Uint8Array>;
}
