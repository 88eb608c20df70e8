// What lies over the desktop while it is not there: how far the connection is, and what one can do.
import { el, every, fill } from './dom.js';
import { icon } from './icons.js';
import { button } from './parts.js';
import { progressView } from './progress.js';
import { badge, isComing } from './state.js';
import { duration, localTimes, problemText, t } from './i18n.js';

/** Shown at once at the beginning; a break that is mended sooner is not worth a word. */
const PATIENCE_MS = 400;
const STEPS = ['Accepted', 'Scheduling', 'Volumes', 'Starting', 'Ready'];

/** An overlay that shows the states of a connection. `actions` are { now, leave }. */
export function overlay(actions) {
  const title = el('h1', { testid: 'desktop-title' }, t('desktop.title'));
  const status = el('div', { class: 'overlay-status', role: 'status', testid: 'connection-status' });
  const countdown = el('p', { class: 'hint', testid: 'countdown' });
  const progress = progressView();
  const now = button(t('desktop.connectNow'), { kind: 'primary', iconName: 'restart', testid: 'connect-now', onClick: actions.now });
  const leave = button(t('desktop.leave'), { iconName: 'home', testid: 'leave', onClick: actions.leave });
  const card = el('div', { class: 'overlay-card' }, title, status, countdown, progress.node, el('div', { class: 'row' }, now, leave));
  const node = el('div', { class: 'overlay', testid: 'overlay' }, card);
  let stopCounting;
  let patience;
  let shown;

  function show(state) {
    clearTimeout(patience);
    stopCounting?.();
    node.dataset.kind = state.kind;
    const wasThere = shown === 'connected';
    if (state.kind === 'connecting' && shown === 'waiting') return;
    shown = state.kind;
    if (state.kind === 'connected') {
      node.hidden = true;
      progress.update(null);
    } else if (wasThere && state.kind !== 'ended') {
      patience = setTimeout(() => reveal(state), PATIENCE_MS);
    } else {
      reveal(state);
    }
  }

  function reveal(state) {
    node.hidden = false;
    fill(status, lines(state));
    countdown.textContent = '';
    now.hidden = !['waiting', 'ended'].includes(state.kind) || state.problem?.status === 404;
    now.querySelector('span').textContent = t(state.kind === 'ended' ? 'desktop.connectAgain' : 'desktop.connectNow');
    progress.update(state.kind === 'starting' ? progressOf(state.workspace) : null);
    if (state.kind === 'waiting') count(state.until);
    if (state.kind === 'ended') (now.hidden ? leave : now).focus();
  }

  function count(until) {
    const tick = () => {
      const seconds = Math.ceil((until - Date.now()) / 1_000);
      countdown.textContent = seconds > 0 ? t('desktop.again', { duration: duration(seconds) }) : t('desktop.trying');
    };
    tick();
    stopCounting = every(500, tick);
  }

  return {
    node,
    show,
    name: (text) => (title.textContent = text),
    leave() {
      clearTimeout(patience);
      stopCounting?.();
      progress.stop();
    },
  };
}

/** Between the request and its effect it is still stopped: the first step is what is known. */
function progressOf(workspace) {
  if (workspace.state === 'STOPPED') return { step: STEPS[0], steps: STEPS };
  return isComing(workspace) ? workspace.progress : null;
}

function lines({ kind, workspace, text, problem }) {
  if (kind === 'connecting') return line('busy', t('desktop.connecting'), 'turning');
  if (kind === 'starting') {
    if (workspace.state === 'STOPPED') return line('busy', t('desktop.startAsked'), 'turning');
    return [badge(workspace.state), el('p', {}, isComing(workspace) ? t('desktop.starting') : localTimes(workspace.message))];
  }
  const said = problem ? problemText(problem) : t(text ?? 'ended.lost');
  return line(kind === 'ended' ? 'info' : 'warn', said);
}

function line(name, text, className = '') {
  return el('p', { class: 'line' }, icon(name, className), el('span', {}, text));
}
