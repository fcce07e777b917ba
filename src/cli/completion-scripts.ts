/** What a shell needs to know of a command. */
export interface CompletedCommand {
  /** One word, or two. */
  readonly name: string;
  readonly options: readonly CompletedOption[];
  /** Words that an operand may be; without any, files are completed. */
  readonly operandWords: readonly string[];
}

interface CompletedOption {
  readonly name: string;
  readonly takesValue: boolean;
  /** Words that its value may be; without any, files are completed. */
  readonly words: readonly string[];
}

export const shells = ['bash', 'zsh', 'fish'] as const;

type Shell = (typeof shells)[number];

/** A script for each shell that completes commands, options and their words; file names everywhere else. */
export const completionScripts: Record<Shell, (commands: readonly CompletedCommand[]) => string> = {
  bash: bashScript,
  // zsh reads bash's programmable completion through its own bashcompinit
  zsh: (commands) =>
    `#compdef portwitness\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(commands)}`,
  fish: fishScript,
};

function bashScript(commands: readonly CompletedCommand[]): string {
  const cases = commands.map(
    ({ name, options, operandWords }) => `    '${name}')
      case "$previous" in
${options
  .filter(({ takesValue }) => takesValue)
  .map(bashValue)
  .join('\n')}
      esac
      case "$word" in
        -*) words='${options.map(({ name }) => name).join(' ')}' ;;
        *) words='${operandWords.join(' ')}' ;;
      esac ;;`,
  );
  return `_portwitness() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words='' name
  name="\${COMP_WORDS[1]}"
  case "$name" in
    ${firstWords(commands, 2).join('|') || "''"}) name="$name \${COMP_WORDS[2]}" ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then name=''; words='${firstWords(commands).join(' ')} --help --version'; fi
  if [ "$COMP_CWORD" -eq 2 ]; then
    case "$previous" in
${firstWords(commands, 2)
  .map((first) => `      ${first}) name=''; words='${secondWords(commands, first).join(' ')}' ;;`)
  .join('\n')}
    esac
  fi
  case "$name" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _portwitness portwitness
`;
}

function bashValue({ name, words }: CompletedOption): string {
  // no words: an empty answer makes bash complete file names (-o default)
  return `        ${name}) COMPREPLY=(${words.length > 0 ? `$(compgen -W '${words.join(' ')}' -- "$word")` : ''}); return ;;`;
}

function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = firstWords(commands).map(
    (word) => `complete -c portwitness -n __fish_use_subcommand -f -a '${word}'`,
  );
  for (const first of firstWords(commands, 2)) {
    const seconds = secondWords(commands, first);
    const none = `__fish_seen_subcommand_from ${first}; and not __fish_seen_subcommand_from ${seconds.join(' ')}`;
    lines.push(`complete -c portwitness -n '${none}' -f -a '${seconds.join(' ')}'`);
  }
  for (const { name, options, operandWords } of commands) {
    const here = name
      .split(' ')
      .map((word) => `__fish_seen_subcommand_from ${word}`)
      .join('; and ');
    if (operandWords.length > 0) {
      lines.push(`complete -c portwitness -n '${here}' -f -a '${operandWords.join(' ')}'`);
    }
    for (const { name: option, takesValue, words } of options) {
      const value = words.length > 0 ? ` -x -a '${words.join(' ')}'` : takesValue ? ' -r' : '';
      lines.push(`complete -c portwitness -n '${here}' -l ${option.slice(2)}${value}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The commands' first words, each once; those of a certain number of words only, when asked. */
function firstWords(commands: readonly CompletedCommand[], length?: number): string[] {
  const words = commands
    .map(({ name }) => name.split(' '))
    .filter((words) => (length ?? words.length) === words.length);
  return [...new Set(words.map(([first]) => first!))];
}

function secondWords(commands: readonly CompletedCommand[], first: string): string[] {
  return commands.flatMap(({ name }) => (name.startsWith(`${first} `) ? [name.slice(first.length + 1)] : []));
}
