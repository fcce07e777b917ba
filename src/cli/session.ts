import { createColors } from 'picocolors';
import type { Language } from '../model/language.ts';
import type { ReasonValues } from '../model/reason.ts';
import { say } from '../text/catalogue.ts';
import type { TerminalTraits, World } from './world.ts';

type Colours = ReturnType<typeof createColors>;

/** The world as one command sees it: with a language, and colours where they are wanted. */
export interface Session {
  readonly world: World;
  readonly language: Language;
  /** A sentence of the catalogue in the session's language. */
  readonly say: (code: string, values?: ReasonValues) => string;
  readonly colours: { readonly stdout: Colours; readonly stderr: Colours };
}

export function openSession(world: World, language: Language, noColour: boolean): Session {
  const colourful = (stream: TerminalTraits): boolean =>
    !noColour &&
    (world.env['NO_COLOR'] ?? '') === '' &&
    world.env['TERM'] !== 'dumb' &&
    stream.isTTY === true;
  return {
    world,
    language,
    say: (code, values = {}) => say({ code, values }, language),
    // createColors decides by its argument alone: picocolors itself would force colour where CI is set
    colours: {
      stdout: createColors(colourful(world.stdout)),
      stderr: createColors(colourful(world.stderr)),
    },
  };
}
