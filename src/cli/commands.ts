import type { Command } from './command.ts';

/**
 * Every command in the order of the help, with the sentence that says what it is for. A command is loaded when
 * it is asked for: start-up pays for one.
 */
export const commands: readonly CommandEntry[] = [
  {
    name: 'audit',
    summary: 'commandAudit',
    load: async () => (await import('./commands/audit.ts')).audit,
  },
  {
    name: 'plan',
    summary: 'commandPlan',
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  {
    name: 'probe',
    summary: 'commandProbe',
    load: async () => (await import('./commands/probe.ts')).probe,
  },
  {
    name: 'listen',
    summary: 'commandListen',
    load: async () => (await import('./commands/listen.ts')).listen,
  },
  {
    name: 'report',
    summary: 'commandReport',
    load: async () => (await import('./commands/report.ts')).report,
  },
  {
    name: 'judge',
    summary: 'commandJudge',
    load: async () => (await import('./commands/judge.ts')).judge,
  },
  {
    name: 'diff',
    summary: 'commandDiff',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  {
    name: 'verify',
    summary: 'commandVerify',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'export',
    summary: 'commandExport',
    load: async () => (await import('./commands/export.ts')).exportRules,
  },
  {
    name: 'profile list',
    summary: 'commandProfileList',
    load: async () => (await import('./commands/profile-list.ts')).profileList,
  },
  {
    name: 'profile show',
    summary: 'commandProfileShow',
    load: async () => (await import('./commands/profile-show.ts')).profileShow,
  },
  {
    name: 'profile check',
    summary: 'commandProfileCheck',
    load: async () => (await import('./commands/profile-check.ts')).profileCheck,
  },
  {
    name: 'profile draft',
    summary: 'commandProfileDraft',
    load: async () => (await import('./commands/profile-draft.ts')).profileDraft,
  },
  {
    name: 'init',
    summary: 'commandInit',
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'worker',
    summary: 'commandWorker',
    load: async () => (await import('./commands/worker.ts')).worker,
  },
  {
    name: 'schedule',
    summary: 'commandSchedule',
    load: async () => (await import('./commands/schedule.ts')).schedule,
  },
  {
    name: 'demo',
    summary: 'commandDemo',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  {
    name: 'completion',
    summary: 'commandCompletion',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
];

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** The entry whose words the operands begin with. */
export function findCommand(words: readonly string[]): CommandEntry | undefined {
  return commands.find(({ name }) => name.split(' ').every((word, i) => words[i] === word));
}
