/**
 * What the page can do beyond being read: filter, search, link, copy. It runs in the reader's browser, with the
 * names of the fields as `checks.ts` writes them. Everything it shows is set as text, never as mark-up.
 */
export const script = String.raw`
(() => {
  'use strict';
  const root = document.documentElement;
  const theme = document.getElementById('theme');
  if (theme) {
    theme.hidden = false;
    theme.addEventListener('click', () => {
      const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      root.dataset.theme = dark ? 'light' : 'dark';
    });
  }

  const form = document.getElementById('filters');
  if (!form) return;
  form.hidden = false;
  const status = document.getElementById('showing');
  const note = document.getElementById('copied');
  const rules = [...document.querySelectorAll('.rule')].map((element) => ({ element, checks: [...element.querySelectorAll('.check')] }));
  const checks = rules.flatMap((rule) => rule.checks.map((element) => ({ element, rule, text: undefined })));
  const fields = ['q', 'role', 'vantage', 'rule', 'control'].filter((name) => form.elements[name]);

  const wanted = () => ({
    q: form.elements.q.value.trim().toLowerCase(),
    role: form.elements.role.value,
    vantage: form.elements.vantage.value,
    rule: form.elements.rule.value,
    control: form.elements.control ? form.elements.control.value : '',
    verdicts: new Set([...form.querySelectorAll('[name=verdict]:checked')].map((box) => box.value)),
  });
  const textOf = (check) => (check.text ??= (check.rule.element.querySelector('header').textContent + ' ' + check.element.textContent).toLowerCase());
  const fits = (check, want) => {
    const { s, f, t, v } = check.element.dataset;
    return want.verdicts.has(s) && (want.role === '' || want.role === f || want.role === t) &&
      (want.vantage === '' || want.vantage === v) && (want.rule === '' || want.rule === check.rule.element.dataset.r) &&
      (want.control === '' || (check.rule.element.dataset.c || '').split(' ').includes(want.control)) &&
      (want.q === '' || textOf(check).includes(want.q));
  };
  const show = () => {
    const want = wanted();
    let shown = 0;
    for (const check of checks) {
      const fit = fits(check, want);
      if (check.element.hidden === fit) check.element.hidden = !fit;
      if (fit) shown += 1;
    }
    for (const { element, checks: own } of rules) element.hidden = own.every((check) => check.hidden);
    status.textContent = status.dataset.text.replace('{shown}', shown).replace('{total}', checks.length);
  };
  const remember = () => {
    const given = new URLSearchParams();
    for (const name of fields) if (form.elements[name].value !== '') given.set(name, form.elements[name].value);
    const off = [...form.querySelectorAll('[name=verdict]:not(:checked)')].map((box) => box.value);
    if (off.length > 0) given.set('not', off.join());
    const text = given.toString();
    history.replaceState(null, '', text === '' ? '#checks' : '#show?' + text);
  };
  const recall = () => {
    if (!location.hash.startsWith('#show?')) return;
    const given = new URLSearchParams(location.hash.slice(6));
    for (const name of fields) form.elements[name].value = given.get(name) ?? '';
    const off = (given.get('not') ?? '').split(',');
    for (const box of form.querySelectorAll('[name=verdict]')) box.checked = !off.includes(box.value);
  };
  const change = () => { show(); remember(); };
  let waiting;
  form.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(change, 120); });
  form.addEventListener('submit', (event) => { event.preventDefault(); change(); });
  form.addEventListener('reset', () => setTimeout(change));

  const openTarget = () => {
    recall();
    show();
    const target = location.hash.startsWith('#c-') ? document.getElementById(location.hash.slice(1)) : null;
    if (!target) return;
    if (target.hidden) { form.reset(); show(); }
    target.open = true;
    target.scrollIntoView({ block: 'start' });
    target.querySelector('summary').focus({ preventScroll: true });
  };
  addEventListener('hashchange', openTarget);
  openTarget();

  const field = (text) => {
    const safe = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? "'" + text : text;
    return '"' + safe.replaceAll('"', '""') + '"';
  };
  const csv = () => {
    const names = [...form.dataset.columns.split('|')];
    const rows = checks.filter((check) => !check.element.hidden).map(({ element, rule }) => {
      const part = (selector) => element.querySelector(selector)?.textContent ?? '';
      return [part('.pill').slice(2), rule.element.querySelector('h3').textContent, part('.where'), part('.ports'), part('.seen'), part('.reason'), part('.id')];
    });
    return [names, ...rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
  };
  const copyByHand = (text) => {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  };
  document.getElementById('copy').addEventListener('click', async () => {
    const text = csv();
    const done = await (navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, () => copyByHand(text)) : copyByHand(text));
    note.textContent = done ? note.dataset.done : note.dataset.failed;
    setTimeout(() => { note.textContent = ''; }, 4000);
  });
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = checks.map(({ element }) => element).filter((element) => !element.hidden && !element.open && /^(fail|inconclusive|waived)$/.test(element.dataset.s));
    for (const element of opened) element.open = true;
  });
  addEventListener('afterprint', () => { for (const element of opened) element.open = false; });
})();
`;
