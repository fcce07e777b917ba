import type { Report, ReportCheck } from '../../model/report.ts';
import type { Change } from './drift.ts';

/** Addresses that a role has now and had not, or has no longer, while its rules stayed. */
export function changedAddresses(before: Report, after: Report): Change[] {
  const [then, now] = [hostsIn(before), hostsIn(after)];
  return [
    ...apart(now, then).map(([, checks]) => addressChange('addressNew', 'driftAddressNew', checks)),
    ...apart(then, now).map(([, checks]) => addressChange('addressGone', 'driftAddressGone', checks)),
  ];
}

function hostsIn({ checks }: Report): Map<string, ReportCheck[]> {
  return grouped(
    checks.filter(({ address }) => address !== null),
    ({ vantage, to, address }) => JSON.stringify([vantage, to, address]),
  );
}

function addressChange(kind: Change['kind'], code: string, checks: readonly ReportCheck[]): Change {
  const { address, host, to, vantage } = checks[0]!;
  const values = { address, host: host === address ? null : host, role: to, vantage };
  return { kind, reason: { code, values }, checks: checks.map(({ id }) => id) };
}

/** Rules of one run alone, and rules that ask for something else now. */
export function changedRules(before: Report, after: Report): Change[] {
  const [then, now] = [rulesIn(before), rulesIn(after)];
  const changed = [...now].flatMap(([rule, checks]): Change[] => {
    const was = then.get(rule);
    return was === undefined ? [] : demandChange(rule, was, checks);
  });
  return [
    ...changed,
    ...apart(now, then).map(([rule, checks]) => ruleChange('ruleNew', 'driftRuleNew', rule, checks)),
    ...apart(then, now).map(([rule, checks]) => ruleChange('ruleGone', 'driftRuleGone', rule, checks)),
  ];
}

/** With rules that no vantage could ask: they were not dropped. */
function rulesIn({ checks, notCovered }: Report): Map<string, ReportCheck[]> {
  const rules = grouped(checks, ({ profile, rule }) => `${profile}/${rule}`);
  for (const { rule } of notCovered) if (!rules.has(rule)) rules.set(rule, []);
  return rules;
}

/** What a rule asks of a check, for those that both runs have. */
function demandChange(rule: string, then: readonly ReportCheck[], now: readonly ReportCheck[]): Change[] {
  const was = new Map(then.map((check) => [check.id, demandOf(check)]));
  const other = now.filter((check) => (was.get(check.id) ?? demandOf(check)) !== demandOf(check));
  if (other.length === 0) return [];
  const values = { rule, before: was.get(other[0]!.id)!, after: demandOf(other[0]!) };
  const reason = { code: 'driftRuleChanged', values };
  return [{ kind: 'ruleChanged', reason, checks: other.map(({ id }) => id) }];
}

function demandOf({ ports, protocol, need, expected, kind, findings }: ReportCheck): string {
  const expectations = [...new Set(findings.map(({ expectation }) => expectation))].toSorted();
  return [`${ports}/${protocol}`, expected, ...(kind === 'flow' ? [need] : []), ...expectations].join(', ');
}

function ruleChange(
  kind: Change['kind'],
  code: string,
  rule: string,
  checks: readonly ReportCheck[],
): Change {
  return { kind, reason: { code, values: { rule } }, checks: checks.map(({ id }) => id) };
}

function grouped(
  checks: readonly ReportCheck[],
  keyOf: (check: ReportCheck) => string,
): Map<string, ReportCheck[]> {
  const groups = new Map<string, ReportCheck[]>();
  for (const check of checks) groups.set(keyOf(check), [...(groups.get(keyOf(check)) ?? []), check]);
  return groups;
}

/** The entries of one that the other lacks. */
function apart<T>(one: ReadonlyMap<string, T>, other: ReadonlyMap<string, T>): [string, T][] {
  return [...one].filter(([key]) => !other.has(key));
}
