import { createHash } from 'node:crypto';
import type { Language } from '../../../model/language.ts';
import { markup, verbatim, type Markup } from './markup.ts';
import { script } from './script.ts';
import { style } from './style.ts';

/**
 * A whole page that asks for nothing: the policy allows this style and this script by their hashes, and no
 * other, so that even mark-up that slipped in could not act.
 */
export function page({ title, language, body }: { title: string; language: Language; body: Markup }): string {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const { html } = markup`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${verbatim(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${verbatim(style)}</style>
</head>
<body>
${body}
<script>${verbatim(script)}</script>
</body>
</html>
`;
  return html;
}

function hashOf(code: string): string {
  return `sha256-${createHash('sha256').update(code).digest('base64')}`;
}
