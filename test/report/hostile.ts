/** What a stranger may put into a banner, a certificate or a header; every sink has to survive each. */
export const hostileTexts: readonly string[] = [
  '\u001b]52;c;cm0gLXJmIC8=\u0007', // OSC 52: writes the clipboard
  '\u001b]8;;https://evil.invalid/\u001b\\click\u001b]8;;\u001b\\', // OSC 8: a link
  '\u001b[2J\u001b[1;1HCOMPLIANT',
  '\u009b31mred', // CSI as one C1 byte
  'FAIL\rPASS',
  'a\nb\u2028c\u2029d\u0085e\u000bf',
  '\u202egnp.exe', // right-to-left override
  '\u2066isolate\u2069',
  'zero\u200bwidth\ufeff\u00ad',
  'tag\u{e0041}\u{e007f}',
  'nul\u0000bell\u0007del\u007f',
  '\ud800 lone \udfff',
  '\ufffe\uffff',
  '<script>document.title="owned"</script>',
  '<img src=x onerror="document.title=\'owned\'">',
  '"><svg onload=document.title="owned">',
  "' onmouseover='document.title=1",
  'javascript:document.title="owned"',
  '</script><script>document.title="owned"</script>',
  '<!-- --><!DOCTYPE x [<!ENTITY a "b">]>]]>',
  '{{constructor.constructor("document.title=1")()}}',
  '=HYPERLINK("https://evil.invalid","x")',
  "+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(1)',
  '\t=1+1',
  '＝1+1',
  '"quoted", comma; semicolon',
  '| a | b |\n|---|---|',
  '[link](https://evil.invalid) ![image](https://evil.invalid/x.png) <https://evil.invalid>',
  'https://evil.invalid/ www.evil.invalid someone@evil.invalid',
  '`code` ``more`` *em* _em_ ~~del~~ # head',
  '# heading\n- item',
  '__proto__',
  'constructor',
  'x'.repeat(20_000),
];

/** What must not come out of any text format, line ends aside. */
export const actingCharacters =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
