import { anyText, queueAddress, rate, timeoutMs } from './argument-values.ts';
import { operand, value, values } from './command.ts';

/** What decides over a plan: shared by the commands that make one. */
export const planOperands = {
  site: operand('operandSite', anyText, 'file'),
};

export const planOptions = {
  vantage: values('optionVantage', anyText),
  only: values('optionOnly', anyText),
  rate: value('optionRate', rate),
  timeout: value('optionTimeout', timeoutMs),
  queue: value('optionQueue', queueAddress),
};

export interface PlanRequest {
  readonly site: string;
  readonly vantage: readonly string[];
  readonly only: readonly string[];
  readonly rate?: number | undefined;
  readonly timeout?: number | undefined;
  readonly queue?: string | undefined;
}
