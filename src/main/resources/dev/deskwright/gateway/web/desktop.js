// A desktop that fills the tab. The address names it, so that a reload comes back to it.
import { getWorkSpace, roundTrip } from './api.js';
import { el, every } from './dom.js';
import { clipboard } from './clipboard.js';
import { connection } from './connection.js';
import { desktopMenu } from './desktop-menu.js';
import { overlay } from './overlay.js';
import { screen } from './screen.js';
import { notify } from './parts.js';
import { t } from './i18n.js';

const QUALITY_MS = 30_000;
const isTouch = matchMedia('(pointer: coarse)').matches;

/** The view at #/desktop/<workspaceId>. */
export function desktopView({ argument: id }) {
  let connected = false;
  let takeBackGreeting = () => {};
  const place = el('div', { class: 'screen', role: 'application', 'aria-label': t('desktop.title'), testid: 'screen' });
  const picture = screen(place, {
    connect: () => link.connected(),
    clipboard: (text) => board.fromDesktop(text),
    clipping: (larger) => menu.offerDragging(larger),
    refused: () => link.end('ended.credentials'),
  });
  const board = clipboard(picture);
  const home = () => (location.hash = '#/workspaces');
  const menu = desktopMenu(picture, board.node, { leave: home, disconnect: () => link.end('ended.byUser') });
  const cover = overlay({ now: () => link.now(), leave: home });
  const link = connection(id, { state: show, socket: (socket, policy) => open(socket, policy), page: goTo });
  const node = el('main', { class: 'desktop', testid: 'desktop' }, place, cover.node, menu.node);

  function show(state) {
    const before = connected;
    connected = state.kind === 'connected';
    node.dataset.connection = state.kind;
    // Else the picture stays, greyed, and noVNC ends with its WebSocket.
    if (['ended.byUser', 'ended.credentials'].includes(state.text)) {
      picture.detach();
      picture.forgetPicture();
    }
    cover.show(state);
    menu.node.hidden = !connected;
    if (connected) measure();
    else takeBackGreeting();
    if (connected && !before) takeBackGreeting = notify(t(isTouch ? 'desktop.connectedTouch' : 'desktop.connected'));
  }

  function open(socket, policy) {
    board.apply(policy);
    picture.attach(socket);
  }

  async function name() {
    const workspace = await getWorkSpace(id).catch(() => null);
    if (!workspace) return;
    document.title = t('title', { view: workspace.name });
    place.setAttribute('aria-label', t('desktop.of', { name: workspace.name }));
    cover.name(workspace.name);
  }

  async function measure() {
    if (connected && !document.hidden) menu.showQuality(await roundTrip());
  }

  // The keyboard is the desktop's: Ctrl, Alt and Shift together are the way out of it.
  const shortcut = (event) => {
    const isModifier = ['Control', 'Alt', 'Shift'].includes(event.key);
    if (!isModifier || !(event.ctrlKey && event.altKey && event.shiftKey) || event.repeat || !connected) return;
    event.stopPropagation();
    event.preventDefault();
    menu.toggle();
  };
  const lookup = () => connected && board.lookup();

  window.addEventListener('keydown', shortcut, { capture: true });
  window.addEventListener('focus', lookup);
  place.addEventListener('focusin', lookup);
  place.addEventListener('pointerdown', () => menu.isOpen() && menu.close());
  const stopMeasuring = every(QUALITY_MS, measure);

  return {
    node,
    title: t('desktop.title'),
    bare: true,
    ready() {
      name();
      link.start();
    },
    leave() {
      link.leave();
      picture.detach();
      cover.leave();
      stopMeasuring();
      window.removeEventListener('keydown', shortcut, { capture: true });
      window.removeEventListener('focus', lookup);
      if (document.fullscreenElement) document.exitFullscreen();
    },
  };
}

/** A desktop with a page of its own: the ticket is posted there, and the way back leads past this view. */
function goTo({ url, ticket }) {
  history.replaceState(null, '', '#/workspaces');
  const form = el('form', { method: 'post', action: url, hidden: true }, el('input', { type: 'hidden', name: 'ticket', value: ticket }));
  document.body.append(form);
  form.submit();
}
