import { languages, type Language } from '../model/language.ts';

/**
 * The language to speak before the arguments are parsed: `--lang`, else the locale's, else English. A bad
 * `--lang` is told by the parser, in the locale's language.
 */
export function languageOf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = args.flatMap((arg, i) =>
    arg === '--lang' ? [args[i + 1]] : arg.startsWith('--lang=') ? [arg.slice('--lang='.length)] : [],
  );
  // POSIX: the first of these that is set and not empty decides
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((name) => (name ?? '') !== '');
  return languages.find((language) => asked.includes(language)) ?? languageOfLocale(locale);
}

function languageOfLocale(locale = ''): Language {
  return languages.find((language) => new RegExp(`^${language}([_.@-]|$)`, 'i').test(locale)) ?? 'en';
}
