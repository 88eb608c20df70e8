// All WorkSpaces, for administrators: read-only. The filter is in the address, so that it can be kept and sent.
import { getFleet } from './api.js';
import { attribute, el, every, fill, slot } from './dom.js';
import { icon } from './icons.js';
import { button } from './parts.js';
import { look } from './state.js';
import { fleetTable } from './fleet-table.js';
import { hours, money, named, number, problemText, t } from './i18n.js';

const PAGE = 50;
const REFRESH_MS = 15_000;
const TYPING_MS = 300;

/** The view at #/fleet?state=&directory=&attention=true&text=&offset=. */
export function fleetView({ filter: first }) {
  let filter = first;
  let asked = 0;
  let offset = 0;
  let typing;

  const tiles = slot(el('div', { class: 'tiles' }), tileList);
  const states = slot(el('ul', { class: 'chips', 'aria-label': t('fleet.states') }), stateChips);
  const directories = slot(el('select', { id: 'fleet-directory', testid: 'fleet-directory', on: { change: chooseDirectory } }), directoryOptions);
  const search = el('input', { id: 'fleet-text', type: 'search', testid: 'fleet-text', maxlength: '100', autocomplete: 'off', value: filter.get('text') ?? '', on: { input: type } });
  const count = el('p', { class: 'count', role: 'status', testid: 'fleet-count' });
  const trouble = el('div', { role: 'alert' });
  const table = fleetTable();
  const before = button(t('fleet.previous'), { iconName: 'previous', testid: 'fleet-previous', onClick: () => turn(-PAGE) });
  const after = button(t('fleet.next'), { iconName: 'next', kind: 'icon-after', testid: 'fleet-next', onClick: () => turn(PAGE) });
  const clear = button(t('fleet.clear'), { iconName: 'close', testid: 'fleet-clear', onClick: () => go(new URLSearchParams()) });

  async function load() {
    asked += 1;
    const mine = asked;
    const query = new URLSearchParams(filter);
    query.set('limit', PAGE);
    try {
      const fleet = await getFleet(query);
      if (mine !== asked) return;
      trouble.replaceChildren();
      show(fleet);
    } catch (problem) {
      if (mine !== asked || problem.status === 401) return;
      fill(trouble, el('p', { class: 'notice bad' }, icon('bad'), el('span', {}, problemText(problem))));
    }
    table.node.removeAttribute('aria-busy');
  }

  function show(fleet) {
    tiles(summary(fleet), filter.get('attention') === 'true');
    states(fleet.states, filter.get('state'));
    directories(fleet.directories ?? [], filter.get('directory'));
    table.show(fleet.items);
    offset = Number(filter.get('offset') ?? 0);
    const last = offset + fleet.items.length;
    count.textContent = fleet.items.length
      ? t('fleet.count', { first: offset + 1, last, count: fleet.total })
      : t('fleet.none');
    before.disabled = offset === 0;
    after.disabled = last >= fleet.total;
    clear.hidden = !['state', 'directory', 'attention', 'text'].some((name) => filter.has(name));
  }

  function tileList(sum, attention) {
    return [
      tile('monitor', 'fleet.total', number(sum.total), 'tile-total'),
      tile('user', 'fleet.sessions', number(sum.sessions), 'tile-sessions'),
      attentionTile(sum.attention, attention),
      sum.seconds === undefined ? null : tile('clock', 'fleet.running', hours(sum.seconds), 'tile-running'),
      sum.cost.map(({ currency, thisMonth }) => tile('coin', 'fleet.cost', money(thisMonth, currency), 'tile-cost')),
    ];
  }

  function attentionTile(attention, pressed) {
    return el(
      'button',
      {
        type: 'button',
        class: `tile ${attention ? 'warn' : ''}`,
        'aria-pressed': String(pressed),
        testid: 'tile-attention',
        on: { click: () => set('attention', pressed ? null : 'true') },
      },
      icon(attention ? 'warn' : 'check'),
      el('span', { class: 'tile-label' }, t('fleet.attention')),
      el('span', { class: 'tile-value' }, number(attention)),
    );
  }

  function stateChips(counts, chosen) {
    return Object.entries(counts)
      .filter(([state, amount]) => amount > 0 || state === chosen)
      .sort(([, one], [, other]) => other - one)
      .map(([state, amount]) => {
        const pressed = state === chosen;
        const { tone, icon: name } = look(state);
        const chip = el(
          'button',
          { type: 'button', class: `chip ${tone}`, 'aria-pressed': String(pressed), testid: `fleet-state-${state}`, on: { click: () => set('state', pressed ? null : state) } },
          icon(name),
          el('span', {}, named('state', state)),
          el('strong', {}, number(amount)),
        );
        return el('li', {}, chip);
      });
  }

  function directoryOptions(items, chosen) {
    const options = items.map(({ id, name, workspaces }) =>
      el('option', { value: id, selected: id === chosen }, t('fleet.directoryOption', { name, count: workspaces ?? 0 })),
    );
    return [el('option', { value: '' }, t('fleet.allDirectories')), options];
  }

  function chooseDirectory(event) {
    set('directory', event.target.value || null);
  }

  function type() {
    clearTimeout(typing);
    typing = setTimeout(() => set('text', search.value.trim() || null), TYPING_MS);
  }

  function set(name, value) {
    const next = new URLSearchParams(filter);
    next.delete('offset');
    if (value === null) next.delete(name);
    else next.set(name, value);
    go(next);
  }

  function turn(by) {
    const next = new URLSearchParams(filter);
    next.set('offset', Math.max(0, offset + by));
    go(next);
    table.node.scrollIntoView({ block: 'nearest' });
  }

  function go(next) {
    const query = next.toString();
    location.hash = query ? `#/fleet?${query}` : '#/fleet';
  }

  /** The address has changed. */
  function refilter(next) {
    filter = next;
    const text = filter.get('text') ?? '';
    if (document.activeElement !== search) search.value = text;
    attribute(table.node, 'aria-busy', 'true');
    load();
  }

  const stopRefreshing = every(REFRESH_MS, () => document.hidden || load());
  load();
  const node = el(
    'div',
    { class: 'page wide', testid: 'fleet' },
    el('h1', {}, t('fleet.title')),
    trouble,
    tiles.node,
    states.node,
    el(
      'div',
      { class: 'filters' },
      el('div', { class: 'field search' }, el('label', { for: 'fleet-text' }, t('fleet.search')), icon('search'), search),
      el('div', { class: 'field' }, el('label', { for: 'fleet-directory' }, t('fleet.directory')), directories.node),
      clear,
    ),
    table.node,
    el('nav', { class: 'pager', 'aria-label': t('fleet.pages') }, before, count, after),
  );
  return {
    node,
    title: t('fleet.title'),
    refilter,
    leave() {
      asked += 1;
      clearTimeout(typing);
      stopRefreshing();
    },
  };
}

function summary({ states, sessions, attention, runningSecondsThisMonth, cost }) {
  const total = Object.values(states).reduce((sum, amount) => sum + amount, 0);
  return { total, sessions, attention, seconds: runningSecondsThisMonth, cost: cost ?? [] };
}

function tile(iconName, key, value, testid) {
  return el('div', { class: 'tile', testid }, icon(iconName), el('span', { class: 'tile-label' }, t(key)), el('span', { class: 'tile-value' }, value));
}
