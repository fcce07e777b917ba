import type { Format } from './format.ts';

const known: readonly Format[] = [
  {
    name: 'table',
    extension: 'txt',
    binary: false,
    render: async (report, options) => (await import('./table.ts')).renderTable(report, options),
  },
  {
    name: 'json',
    extension: 'json',
    binary: false,
    render: async (report, options) => (await import('./json.ts')).renderJson(report, options),
  },
  {
    name: 'junit',
    extension: 'xml',
    binary: false,
    render: async (report, options) => (await import('./junit.ts')).renderJunit(report, options),
  },
  {
    name: 'csv',
    extension: 'csv',
    binary: false,
    render: async (report, options) => (await import('./csv.ts')).renderCsv(report, options),
  },
  {
    name: 'markdown',
    extension: 'md',
    binary: false,
    render: async (report, options) => (await import('./markdown.ts')).renderMarkdown(report, options),
  },
  {
    name: 'html',
    extension: 'html',
    binary: false,
    render: async (report, options) => (await import('./html/html.ts')).renderHtml(report, options),
  },
  {
    name: 'pdf',
    extension: 'pdf',
    binary: true,
    render: async (report, options) => (await import('./pdf/pdf.ts')).renderPdf(report, options),
  },
  {
    name: 'jsonl',
    extension: 'jsonl',
    binary: false,
    render: async (report, options) => (await import('./jsonl.ts')).renderJsonLines(report, options),
  },
  {
    name: 'sarif',
    extension: 'sarif',
    binary: false,
    render: async (report, options) => (await import('./sarif.ts')).renderSarif(report, options),
  },
  {
    name: 'oscal',
    extension: 'json',
    binary: false,
    render: async (report, options) => (await import('./oscal.ts')).renderOscal(report, options),
  },
  {
    name: 'hdf',
    extension: 'json',
    binary: false,
    render: async (report, options) => (await import('./hdf.ts')).renderHdf(report, options),
  },
  {
    name: 'nmap',
    extension: 'xml',
    binary: false,
    render: async (report, options) => (await import('./nmap.ts')).renderNmap(report, options),
  },
  {
    name: 'prometheus',
    extension: 'prom',
    binary: false,
    render: async (report) => (await import('./prometheus.ts')).renderPrometheus(report),
  },
];

/** Every format by its name, in the order in which help texts list them. Each is loaded when it is used. */
export const formats: ReadonlyMap<string, Format> = new Map(known.map((format) => [format.name, format]));
