// What surrounds the views: the header with the way between them, and the way out.
import { signOut } from './api.js';
import { el, fill } from './dom.js';
import { icon } from './icons.js';
import { button, whileBusy } from './parts.js';
import { t } from './i18n.js';

const app = document.getElementById('app');

/** Shows a view; one that is `bare` (a desktop) has the whole page. */
export function showShell(view, { session, current, ended }) {
  document.documentElement.classList.toggle('bare', Boolean(view.bare));
  // What was said in passing belongs to the view before.
  document.getElementById('notices').replaceChildren();
  if (view.bare) {
    fill(app, view.node);
    return;
  }
  fill(
    app,
    el('a', { class: 'skip-link', href: '#main', on: { click: skip } }, t('skip')),
    session ? header(session, current, ended) : null,
    el('main', { id: 'main', tabindex: '-1' }, view.node),
  );
  const heading = app.querySelector('h1');
  if (heading && !view.keepsFocus) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  window.scrollTo(0, 0);
}

/** When not even the first answer comes. The texts may be missing too. */
export function showTrouble(text, again) {
  const retry = el('button', { class: 'button primary', type: 'button', on: { click: again } }, '↻');
  retry.setAttribute('aria-label', t('retry'));
  fill(app, el('main', { class: 'trouble' }, logo(), el('p', { role: 'alert' }, text), retry));
}

/** The sign of the product. */
export function logo() {
  return el('img', { class: 'logo', src: 'logo.svg', alt: '', width: '32', height: '32' });
}

function header(session, current, ended) {
  const out = button(t('signOut'), { kind: 'quiet', iconName: 'exit', testid: 'sign-out' });
  out.addEventListener('click', () =>
    whileBusy(out, async () => {
      // A session that is gone already is as good as signed out.
      await signOut().catch(() => {});
      ended();
    }),
  );
  return el(
    'header',
    { class: 'bar' },
    el('a', { class: 'brand', href: '#/workspaces' }, logo(), el('span', {}, t('product'))),
    el(
      'nav',
      { 'aria-label': t('nav.label') },
      link('workspaces', 'monitor', current),
      session.administrator ? link('fleet', 'users', current) : null,
    ),
    el(
      'div',
      { class: 'who' },
      el('span', { class: 'who-name', testid: 'user-name' }, session.displayName || session.userName),
      out,
    ),
  );
}

function link(name, iconName, current) {
  return el(
    'a',
    { href: `#/${name}`, testid: `nav-${name}`, 'aria-current': current === name ? 'page' : null },
    icon(iconName),
    el('span', {}, t(`nav.${name}`)),
  );
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}
