// The clipboard between the desktop and the user's own machine, as far as the policy lets it go.
// The gateway enforces the policy; here it only decides what is offered.
import { el } from './dom.js';
import { button, copy, notify } from './parts.js';
import { t } from './i18n.js';

/** Keeps both clipboards the same where the browser lets it, and has a panel for where it does not. */
export function clipboard(screen) {
  let inward = false;
  let outward = false;
  let last = '';
  const incoming = el('textarea', { id: 'clipboard-in', rows: '3', testid: 'clipboard-to-desktop', spellcheck: 'false' });
  const outgoing = el('textarea', { id: 'clipboard-out', rows: '3', testid: 'clipboard-from-desktop', readonly: true, spellcheck: 'false' });
  const send = button(t('clipboard.send'), { iconName: 'clipboard', testid: 'clipboard-send', onClick: () => toDesktop(incoming.value) });
  const take = button(t('clipboard.copy'), { iconName: 'copy', testid: 'clipboard-copy', onClick: () => copy(outgoing.value) });
  const automatic = button(t('clipboard.automatic'), { testid: 'clipboard-automatic', onClick: read });
  const inPart = el('div', { class: 'field' }, el('label', { for: 'clipboard-in' }, t('clipboard.in')), incoming, el('div', { class: 'row' }, send, automatic));
  const outPart = el('div', { class: 'field' }, el('label', { for: 'clipboard-out' }, t('clipboard.out')), outgoing, take);
  const off = el('p', { class: 'hint', testid: 'clipboard-off' }, t('clipboard.off'));
  const node = el('div', { class: 'clipboard' }, off, inPart, outPart);
  apply({ clipboard: 'None' });

  function apply(policy) {
    inward = ['Both', 'ToDesktop'].includes(policy.clipboard);
    outward = ['Both', 'FromDesktop'].includes(policy.clipboard);
    inPart.hidden = !inward;
    outPart.hidden = !outward;
    off.hidden = inward || outward;
    offerAutomatic();
  }

  /** Reading by itself has to be allowed once. */
  async function offerAutomatic() {
    automatic.hidden = !inward || (await permission()) !== 'prompt';
  }

  function toDesktop(text) {
    last = text;
    screen.paste(text);
    notify(t('clipboard.sent'));
  }

  /** The desktop has something new in its clipboard. */
  async function fromDesktop(text) {
    if (!outward) return;
    last = text;
    outgoing.value = text;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // The browser wants a click first: the panel has it.
    }
  }

  /** The user is back at the desktop: what was copied elsewhere meanwhile goes there. */
  async function lookup() {
    if (!inward || !document.hasFocus() || (await permission()) !== 'granted') return;
    await read();
  }

  async function read() {
    try {
      const text = await navigator.clipboard.readText();
      if (!text || text === last) return;
      last = text;
      incoming.value = text;
      screen.paste(text);
    } catch {
      // Not text, or not allowed after all: the panel is left.
    }
    offerAutomatic();
  }

  return { node, apply, fromDesktop, lookup };
}

/** What the browser says to reading: granted, prompt, denied; unknown where it would ask at each read. */
async function permission() {
  if (!navigator.clipboard?.readText) return 'unknown';
  try {
    return (await navigator.permissions.query({ name: 'clipboard-read' })).state;
  } catch {
    return 'unknown';
  }
}
