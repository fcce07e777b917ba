import { flag, value } from './command.ts';
import { languageWord } from './argument-values.ts';
import { languages } from '../model/language.ts';

/** Options that every command takes. */
export const globalOptions = {
  lang: value('optionLang', languageWord, languages),
  'no-color': flag('optionNoColor'),
  help: flag('optionHelp'),
  version: flag('optionVersion'),
};
