// One WorkSpace: how it is, what happens next, and what its user may do.
import { attribute, el, every, slot } from './dom.js';
import { icon } from './icons.js';
import { badge, isComing, isTroubled, isWorthTrying, look } from './state.js';
import { menuButton } from './menu.js';
import { progressView } from './progress.js';
import { follow } from './updates.js';
import { menuItems } from './self-service.js';
import { ago, exactly, gigabytes, isToday, localTimes, moment, named, t } from './i18n.js';

/** A card that keeps itself up to date until `leave`. */
export function workSpaceCard(first, whenGone) {
  let workspace = first;
  const id = first.workspaceId;
  const titleId = `name-${id}`;
  const progress = progressView();
  const go = el('a', { class: 'button primary', testid: 'connect', href: `#/desktop/${id}` });

  const state = slot(el('div', { class: 'card-state', role: 'status' }), badge);
  const description = slot(el('p', { class: 'description' }), (text) => text);
  const news = slot(el('div', { class: 'news' }), newsLines);
  const facts = slot(el('dl', { class: 'facts' }), factList);
  const result = slot(el('div', { role: 'status' }), resultLine);
  const label = slot(go, goLabel);

  const node = el(
    'article',
    { class: 'card', 'aria-labelledby': titleId, testid: 'workspace', 'data-workspace-id': id },
    el(
      'div',
      { class: 'card-head' },
      el('div', {}, el('h2', { id: titleId }, first.name), description.node),
      state.node,
      menuButton(t('menu.of', { name: first.name }), () => menuItems(workspace, update), 'workspace-menu'),
    ),
    news.node,
    progress.node,
    facts.node,
    result.node,
    el('div', { class: 'card-foot' }, go),
  );

  function update(next) {
    workspace = next;
    state(workspace.state);
    description(workspace.description);
    news(newsOf(workspace), minute());
    facts(factsOf(workspace), minute());
    result(workspace.operation);
    label(workspace.state);
    progress.update(isComing(workspace) ? workspace.progress : null);
    const ready = canGo(workspace);
    attribute(go, 'href', ready ? `#/desktop/${id}` : null);
    attribute(go, 'aria-disabled', ready ? null : 'true');
    attribute(go, 'role', ready ? null : 'link');
  }

  update(first);
  const stopFollowing = follow(id, (next) => (next ? update(next) : whenGone()));
  const stopTicking = every(30_000, () => update(workspace));
  return {
    node,
    update,
    leave() {
      stopFollowing();
      stopTicking();
      progress.stop();
    },
  };
}

/** Texts like "5 minutes ago" are made anew each minute. */
const minute = () => Math.floor(Date.now() / 60_000);

function canGo(workspace) {
  return workspace.permissions.connect && (isWorthTrying(workspace) || isComing(workspace) || workspace.permissions.start);
}

function goLabel(state) {
  if (state === 'STOPPED') return [icon('play'), el('span', {}, t('connect.start'))];
  return [icon('monitor'), el('span', {}, isComing({ state }) ? t('connect.whenReady') : t('connect.now'))];
}

function newsOf(workspace) {
  const { state, message, next, pendingUpdates } = workspace;
  return { state, message: isTroubled(workspace) || state === 'STOPPING' ? message : null, next, pendingUpdates };
}

function newsLines({ state, message, next, pendingUpdates }) {
  return [
    message ? line('warn', localTimes(message), 'message', `message ${look(state).tone}`) : null,
    next?.message ? line('clock', nextText(next), 'next') : null,
    (pendingUpdates ?? []).map((update) => line('restart', localTimes(named('pending', update)), 'pending')),
  ];
}

/** "Stops at 18:40: no connection since 17:40", in local time. */
function nextText({ action, at, message }) {
  if (!at) return sentence(localTimes(message));
  const why = localTimes(message.match(/Z: (.+?)\.?$/)?.[1]);
  const what = t(`next.${action}${isToday(at) ? 'At' : ''}`, { moment: moment(at) });
  return why ? t('next.because', { what, why }) : what;
}

const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function line(iconName, text, testid, className = '') {
  return el('p', { class: `line ${className}`.trim(), testid }, icon(iconName), el('span', {}, text));
}

function factsOf({ connection, runningMode, autoStopMinutes, computeType, rootVolumeGib, userVolumeGib }) {
  return { connection, runningMode, autoStopMinutes, computeType, rootVolumeGib, userVolumeGib };
}

function factList({ connection, runningMode, autoStopMinutes, computeType, rootVolumeGib, userVolumeGib }) {
  const fact = (key, text, extra = {}) => (text ? el('div', {}, el('dt', {}, t(key)), el('dd', extra, text)) : null);
  const last = connection?.lastConnectedAt;
  const drives = [
    rootVolumeGib ? t('facts.root', { size: gigabytes(rootVolumeGib) }) : null,
    userVolumeGib ? t('facts.user', { size: gigabytes(userVolumeGib) }) : null,
  ].filter(Boolean);
  return [
    connection?.state === 'CONNECTED'
      ? fact('facts.connection', t('facts.connectedNow'), { testid: 'last-connection' })
      : fact('facts.connection', last ? ago(last) : t('facts.never'), { testid: 'last-connection', title: last ? exactly(last) : null }),
    fact('facts.mode', mode(runningMode, autoStopMinutes), { testid: 'running-mode' }),
    fact('facts.compute', computeType, { testid: 'compute-type' }),
    fact('facts.drives', drives.join(' · '), { testid: 'drives' }),
  ];
}

function mode(runningMode, minutes) {
  if (runningMode === 'AutoStop' && minutes) return t('mode.AutoStopAfter', { count: minutes });
  return runningMode ? named('mode', runningMode) : null;
}

function resultLine(operation) {
  if (!operation || (operation.operation === 'start' && operation.result === 'Done')) return null;
  const [iconName, tone] = { Running: ['busy', ''], Done: ['check', 'good'], Refused: ['warn', 'warn'], Failed: ['bad', 'bad'] }[operation.result] ?? ['info', ''];
  const what = t('operation.result', {
    operation: named('operation', operation.operation),
    result: named('result', operation.result),
    moment: operation.requestedAt ? moment(operation.requestedAt) : '',
  });
  return el(
    'p',
    { class: `line result-line ${tone}`, testid: 'operation', 'data-result': operation.result },
    icon(iconName, operation.result === 'Running' ? 'turning' : ''),
    el('span', {}, what, operation.message ? el('span', { class: 'result-message' }, localTimes(operation.message)) : null),
  );
}
