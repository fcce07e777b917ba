declare module 'parse-prometheus-text-format' {
  /** Metric families of a text; throws where it can't be read. */
  export default function parsePrometheusTextFormat(text: string): { readonly name: string }[];
}
