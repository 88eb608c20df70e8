// The WorkSpaces of the user.
import { listWorkSpaces } from './api.js';
import { el, every, fill } from './dom.js';
import { icon } from './icons.js';
import { button } from './parts.js';
import { workSpaceCard } from './card.js';
import { problemText, t } from './i18n.js';

/** New and deleted WorkSpaces are found by asking this often; changes come as events. */
const LIST_MS = 60_000;

/** The view at #/workspaces. */
export function workSpacesView({ session }) {
  const cards = new Map();
  const list = el('div', { class: 'cards', testid: 'workspaces', 'aria-busy': 'true' }, skeleton());
  const trouble = el('div', { role: 'alert' });
  let gone = false;

  async function load() {
    try {
      const items = await listWorkSpaces();
      if (gone) return;
      trouble.replaceChildren();
      show(items);
    } catch (problem) {
      if (gone || problem.status === 401) return;
      const again = button(t('retry'), { iconName: 'restart', testid: 'retry', onClick: load });
      fill(trouble, el('div', { class: 'notice bad' }, icon('bad'), el('span', {}, problemText(problem)), again));
      if (cards.size === 0) list.replaceChildren();
    }
    list.removeAttribute('aria-busy');
  }

  function show(items) {
    const ids = new Set(items.map(({ workspaceId }) => workspaceId));
    for (const [id, card] of cards) {
      if (!ids.has(id)) remove(id, card);
    }
    list.querySelector('.skeleton')?.remove();
    for (const workspace of items) {
      const known = cards.get(workspace.workspaceId);
      if (known) {
        known.update(workspace);
      } else {
        const card = workSpaceCard(workspace, () => remove(workspace.workspaceId, card));
        cards.set(workspace.workspaceId, card);
        list.append(card.node);
      }
    }
    if (cards.size === 0) fill(list, empty());
    else list.querySelector('.empty')?.remove();
  }

  function remove(id, card) {
    card.leave();
    card.node.remove();
    cards.delete(id);
    if (cards.size === 0) fill(list, empty());
  }

  const stopListing = every(LIST_MS, () => document.hidden || load());
  load();
  return {
    node: el(
      'div',
      { class: 'page' },
      el('h1', {}, t('workspaces.title')),
      el('p', { class: 'lead' }, t('workspaces.lead', { directory: session.directoryName })),
      trouble,
      list,
    ),
    title: t('workspaces.title'),
    leave() {
      gone = true;
      stopListing();
      cards.forEach((card) => card.leave());
    },
  };
}

function skeleton() {
  return el('div', { class: 'card skeleton' }, el('p', { class: 'visually-hidden', role: 'status' }, t('loading')));
}

function empty() {
  return el('div', { class: 'empty', testid: 'no-workspaces' }, icon('monitor'), el('h2', {}, t('workspaces.none')), el('p', {}, t('workspaces.noneHint')));
}
