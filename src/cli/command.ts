import * as z from 'zod';
import type { ExitStatus } from './exit-status.ts';
import type { Session } from './session.ts';

/**
 * One option or operand: how it is written, what makes it valid, and its line in the help. The parser, the
 * help and the shell completion derive from it.
 */
export interface Argument<T> {
  readonly form: 'flag' | 'value' | 'values' | 'operand' | 'operands';
  readonly schema: z.ZodType<T>;
  /** Code of its help text. */
  readonly help: string;
  /** What a shell completes: these words, or file names. */
  readonly completes?: readonly string[] | 'file';
  /** It must be there, unless this option is given. */
  readonly unless?: string;
}

export type Arguments = Readonly<Record<string, Argument<unknown>>>;

export type ValuesOf<A extends Arguments> = {
  readonly [K in keyof A]: A[K] extends Argument<infer T> ? T : never;
};

export interface Example {
  /** What stands after the program's name. */
  readonly line: string;
  /** Code of the sentence that says what it does. */
  readonly says: string;
}

/** A command of the program, one file each in `commands/`. */
export interface Command {
  /** One word, or two: "profile list". */
  readonly name: string;
  /** Code of the sentence that says what it is for. */
  readonly summary: string;
  readonly operands: Arguments;
  readonly options: Arguments;
  readonly examples: readonly Example[];
  readonly run: (values: Readonly<Record<string, unknown>>, session: Session) => Promise<ExitStatus>;
}

/** Ties a command's `run` to the types of its own arguments. */
export function command<O extends Arguments, P extends Arguments>(
  definition: Omit<Command, 'run' | 'operands' | 'options'> & {
    readonly operands: P;
    readonly options: O;
    readonly run: (values: ValuesOf<O> & ValuesOf<P>, session: Session) => Promise<ExitStatus>;
  },
): Command {
  return definition as unknown as Command;
}

export function flag(help: string): Argument<boolean> {
  return { form: 'flag', schema: z.boolean().default(false), help };
}

/** An option with one value; given twice is a mistake. */
export function value<T>(help: string, schema: z.ZodType<T>, completes?: Argument<T>['completes']) {
  const whole: Argument<T | undefined> = { form: 'value', schema: schema.optional(), help };
  return completes === undefined ? whole : { ...whole, completes };
}

/** An option that may be given several times. */
export function values<T>(help: string, schema: z.ZodType<T>, completes?: Argument<T[]>['completes']) {
  const whole: Argument<T[]> = { form: 'values', schema: z.array(schema), help };
  return completes === undefined ? whole : { ...whole, completes };
}

export function operand<T>(help: string, schema: z.ZodType<T>, completes?: Argument<T>['completes']) {
  const whole: Argument<T> = { form: 'operand', schema, help };
  return completes === undefined ? whole : { ...whole, completes };
}

/** Takes all the operands that are left. */
export function operands<T>(help: string, schema: z.ZodType<T[]>, completes?: Argument<T[]>['completes']) {
  const whole: Argument<T[]> = { form: 'operands', schema, help };
  return completes === undefined ? whole : { ...whole, completes };
}

/** An operand that must be there, unless an option says all that it would. */
export function operandUnless<T>(option: string, help: string, schema: z.ZodType<T>, completes: 'file') {
  return { ...operand(help, schema.optional(), completes), unless: option };
}
