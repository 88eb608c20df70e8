// The table of the fleet: one page of it. On a phone each row is a block of its own.
import { el, slot } from './dom.js';
import { icon } from './icons.js';
import { badge } from './state.js';
import { ago, exactly, hours, localTimes, money, named, t } from './i18n.js';

const COLUMNS = ['workspace', 'user', 'state', 'mode', 'connection', 'usage'];

/** The table; `show` takes the items of openapi.yaml's Fleet. */
export function fleetTable() {
  const body = slot(el('tbody', {}), (items) => items.map(row));
  const head = el('tr', {}, COLUMNS.map((name) => el('th', { scope: 'col', class: `col-${name}` }, t(`column.${name}`))));
  const table = el('table', { class: 'fleet-table', testid: 'fleet-table' }, el('caption', { class: 'visually-hidden' }, t('fleet.title')), el('thead', {}, head), body.node);
  // Wider than the page it can be scrolled, by keyboard too.
  const node = el('div', { class: 'table-place', tabindex: '0', role: 'region', 'aria-label': t('fleet.table'), 'aria-busy': 'true' }, table);
  return { node, show: (items) => body(items, Math.floor(Date.now() / 60_000)) };
}

function row(item) {
  return el(
    'tr',
    { testid: 'fleet-row', 'data-workspace-id': item.workspaceId, class: item.attention ? 'attention' : null },
    el('th', { scope: 'row', 'data-label': t('column.workspace') }, el('span', { class: 'strong' }, item.name), small(`${item.namespace} · ${item.workspaceId}`)),
    cell('user', item.userName, item.directory),
    cell('state', badge(item.state), item.attention ? why(item) : null),
    cell('mode', named('mode', item.runningMode), item.bundle),
    cell('connection', connectionText(item), null, item.lastConnectedAt ? exactly(item.lastConnectedAt) : null),
    cell('usage', item.runningSecondsThisMonth === undefined ? '–' : hours(item.runningSecondsThisMonth), cost(item)),
  );
}

function cell(name, content, below, title) {
  return el('td', { 'data-label': t(`column.${name}`), class: `col-${name}`, title }, el('div', {}, content), typeof below === 'string' ? small(below) : below);
}

function small(text) {
  return el('span', { class: 'small' }, text);
}

function why({ reason, message }) {
  return el('p', { class: 'why', testid: 'why' }, icon('warn'), el('span', {}, reason ? el('strong', {}, reason) : null, message ? ` ${localTimes(message)}` : ''));
}

function connectionText({ connection, lastConnectedAt }) {
  if (connection === 'CONNECTED') return t('facts.connectedNow');
  return lastConnectedAt ? ago(lastConnectedAt) : t('facts.never');
}

function cost({ costThisMonth, currency }) {
  return costThisMonth && currency ? money(costThisMonth, currency) : null;
}
