// The small parts that every view is made of.
import { attribute, el, fill, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { t } from './i18n.js';

/** A button with an icon before its text. */
export function button(label, { kind = '', iconName, testid, onClick, type = 'button', ...rest } = {}) {
  return el(
    'button',
    { class: `button ${kind}`.trim(), type, testid, on: onClick ? { click: onClick } : {}, ...rest },
    iconName && icon(iconName),
    el('span', {}, label),
  );
}

/** A button that shows an icon only; its name is said and shown as a tip. */
export function iconButton(label, iconName, { testid, onClick, kind = '', ...rest } = {}) {
  return el(
    'button',
    {
      class: `icon-button ${kind}`.trim(),
      type: 'button',
      'aria-label': label,
      title: label,
      testid,
      on: onClick ? { click: onClick } : {},
      ...rest,
    },
    icon(iconName),
  );
}

/** A labelled input, with an optional hint below. */
export function field(label, { name, hint, testid, ...rest }) {
  const id = uniqueId(name);
  const hintId = hint && `${id}-hint`;
  const input = el('input', { id, name, testid, 'aria-describedby': hintId, ...rest });
  const node = el(
    'div',
    { class: 'field' },
    el('label', { for: id }, label),
    input,
    hint && el('p', { class: 'hint', id: hintId }, hint),
  );
  return { node, input };
}

/** A place where what went wrong is shown and said. */
export function errorRegion(testid) {
  const node = el('div', { class: 'error-region', role: 'alert', testid });
  return {
    node,
    show(text) {
      fill(node, el('p', { class: 'notice bad' }, icon('bad'), el('span', {}, text)));
    },
    clear() {
      node.replaceChildren();
    },
  };
}

/** A button that cannot be pressed while what it does is under way. */
export async function whileBusy(node, work) {
  node.disabled = true;
  attribute(node, 'aria-busy', 'true');
  try {
    return await work();
  } finally {
    node.disabled = false;
    attribute(node, 'aria-busy', null);
  }
}

/** Copies a text; says whether that worked. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    notify(t('copied'));
    return true;
  } catch {
    notify(t('copyFailed'));
    return false;
  }
}

/** Says something in passing: shown for some seconds at the page's foot, and read out. What it returns takes it back. */
export function notify(text) {
  const region = document.getElementById('notices');
  const note = el('p', { class: 'toast' }, text);
  region.append(note);
  setTimeout(() => note.remove(), 5_000);
  return () => note.remove();
}
