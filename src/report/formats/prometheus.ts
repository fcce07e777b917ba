import type { Report } from '../../model/report.ts';
import { certificatesOf } from '../certificates.ts';
import { makeVisible, shorten } from '../clean.ts';
import { standings } from '../describe.ts';
import { groupByControl } from '../controls.ts';

type Labels = Readonly<Record<string, string>>;

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly (readonly [Labels, number])[];
}

/**
 * For the node exporter's textfile collector, in Prometheus' text exposition format. Instants are given as
 * time stamps: an age or a number of days would stand still from one run to the next. In every language the same.
 */
export function renderPrometheus(report: Report): string {
  const site = { site: report.site.name };
  return metricsOf(report)
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, help, samples }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} gauge`,
      ...samples.map(([labels, value]) => `${name}${labelText({ ...site, ...labels })} ${value}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function metricsOf(report: Report): Metric[] {
  const { run, counts, outcome, notCovered } = report;
  const [next] = certificatesOf(report);
  const outcomes = ['compliant', 'nonCompliant', 'inconclusive'] as const;
  return [
    {
      name: 'portwitness_checks',
      help: 'Checks of the last run by how they stand.',
      samples: standings.map((standing) => [{ standing }, counts[standing]]),
    },
    {
      name: 'portwitness_outcome',
      help: 'What the last run proved: 1 for its outcome, 0 for the others.',
      samples: outcomes.map((word) => [{ outcome: word }, Number(word === outcome)]),
    },
    {
      name: 'portwitness_rules_not_covered',
      help: 'Rules that no vantage of the last run could ask.',
      samples: [[{}, notCovered.length]],
    },
    {
      name: 'portwitness_run_complete',
      help: 'Whether the last run came to its end.',
      samples: [[{}, Number(run.complete)]],
    },
    {
      name: 'portwitness_run_start_timestamp_seconds',
      help: 'When the last run began, in seconds since 1970.',
      samples: [[{}, seconds(run.startedAt)]],
    },
    {
      name: 'portwitness_run_end_timestamp_seconds',
      help: 'When the last run ended, in seconds since 1970.',
      samples: [[{}, seconds(run.finishedAt)]],
    },
    {
      name: 'portwitness_next_certificate_end_timestamp_seconds',
      help: 'When the first of the certificates that the run saw ends, in seconds since 1970.',
      samples: next === undefined ? [] : [[{}, seconds(next.certificate.notAfter)]],
    },
    {
      name: 'portwitness_control_checks',
      help: 'Checks that are supporting evidence for a control, by how they stand.',
      samples: groupByControl(report).flatMap(({ framework, controls }) =>
        controls.flatMap(({ control, counts }) =>
          standings.map((standing) => [{ framework, control, standing }, counts[standing]] as const),
        ),
      ),
    },
  ];
}

function seconds(instant: string): number {
  return Date.parse(instant) / 1000;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${labelValue(value)}"`);
  return `{${pairs.join(',')}}`;
}

/** Line ends are visible already by then; of what the format takes for its own, backslash and quotation mark are left. */
function labelValue(text: string): string {
  return makeVisible(shorten(text, 200)).replace(/["\\]/g, String.raw`\$&`);
}
