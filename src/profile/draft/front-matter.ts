/**
 * Splits a document's front matter from its text. Only `key: value` lines are read, as plain words. The body
 * keeps the document's line numbers: blank lines stand where the front matter was.
 */
export function frontMatter(text: string): { settings: Record<string, string>; body: string } {
  const settings: Record<string, string> = Object.create(null);
  const lines = text.split('\n');
  if (lines[0]?.trim() !== '---') return { settings, body: text };
  const end = lines.findIndex((line, i) => i > 0 && /^(---|\.\.\.)\s*$/u.test(line));
  if (end < 0) return { settings, body: text };
  for (const line of lines.slice(1, end)) {
    const [, key, value] = /^([\w.-]+(?::[\w.-]+)*):\s+(.*?)\s*$/u.exec(line) ?? [];
    if (key !== undefined && value !== undefined && value !== '') {
      settings[key] = value.replace(/^(["'])(.*)\1$/u, '$2').replaceAll("''", "'");
    }
  }
  return { settings, body: [...lines.slice(0, end + 1).fill(''), ...lines.slice(end + 1)].join('\n') };
}
