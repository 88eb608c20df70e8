// The menu of a desktop: a tab at the upper edge that opens a panel.
import { attribute, el, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { button, iconButton } from './parts.js';
import { keyPanel, touchKeyboard } from './keys.js';
import { SCALINGS } from './screen.js';
import { movable } from './movable.js';
import { number, t } from './i18n.js';

const SCALING = 'deskwright.scaling';
const isTouch = matchMedia('(pointer: coarse)').matches;

/** The menu; `actions` are { leave, disconnect }, `clipboardNode` is the clipboard's panel. */
export function desktopMenu(screen, clipboardNode, actions) {
  const { node: keys, press } = keyPanel(screen);
  const typing = touchKeyboard(press, screen);
  const quality = el('p', { class: 'line quality', testid: 'quality' });
  const qualityMark = el('span', { class: 'quality-mark' }, icon('signal'));
  const drag = el('input', { type: 'checkbox', testid: 'drag-picture', on: { change: () => screen.drag(drag.checked) } });
  const dragging = el('label', { class: 'check', hidden: true }, drag, el('span', {}, t('desktop.drag')));
  const panel = el(
    'section',
    { id: 'desktop-panel', class: 'desktop-panel', 'aria-label': t('desktop.menu'), hidden: true, testid: 'desktop-panel' },
    el(
      'div',
      { class: 'desktop-actions' },
      document.fullscreenEnabled ? button(t('desktop.fullScreen'), { iconName: 'full', testid: 'full-screen', onClick: fullScreen }) : null,
      button(t('desktop.leave'), { iconName: 'home', testid: 'menu-leave', onClick: actions.leave }),
      button(t('desktop.disconnect'), { iconName: 'exit', testid: 'disconnect', onClick: disconnect }),
    ),
    scalingChoice(screen),
    dragging,
    section('clipboard', t('clipboard.title'), clipboardNode),
    section('keyboard', t('desktop.keys'), keys),
    quality,
    isTouch ? null : el('p', { class: 'hint' }, t('desktop.shortcut')),
  );
  const handle = el(
    'button',
    {
      type: 'button',
      class: 'desktop-handle',
      testid: 'desktop-menu',
      'aria-expanded': 'false',
      'aria-controls': 'desktop-panel',
      'aria-label': t('desktop.menu'),
      title: t('desktop.menu'),
      on: { click: toggle },
    },
    qualityMark,
    icon('chevron', 'turn-when-open'),
  );
  const touchKey = iconButton(t('desktop.keyboard'), 'keyboard', { testid: 'touch-keyboard-button', kind: 'desktop-touch-key', onClick: typing.toggle });
  // The keyboard of a phone closes as soon as something else has the focus.
  touchKey.addEventListener('pointerdown', (event) => event.preventDefault());
  const node = el('div', { class: 'desktop-menu' }, el('div', { class: 'desktop-handles' }, handle, isTouch ? touchKey : null), panel, typing.node);

  function toggle() {
    if (panel.hidden) open();
    else close();
  }

  function open() {
    screen.releaseKeys();
    panel.hidden = false;
    attribute(handle, 'aria-expanded', 'true');
    handle.focus();
  }

  function close() {
    panel.hidden = true;
    attribute(handle, 'aria-expanded', 'false');
    screen.focus();
  }

  function disconnect() {
    close();
    actions.disconnect();
  }

  async function fullScreen() {
    close();
    if (document.fullscreenElement) {
      await document.exitFullscreen();
    } else {
      await document.documentElement.requestFullscreen().catch(() => {});
      // Lets the desktop have Escape and the like too; held long, Escape still leaves.
      await navigator.keyboard?.lock?.().catch(() => {});
    }
  }

  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    event.preventDefault();
    close();
  });

  /** Only a picture that is larger than the tab can be moved. */
  function offerDragging(larger) {
    dragging.hidden = !larger;
    drag.checked = false;
    screen.drag(false);
  }

  movable(node, handle);
  return { node, toggle, close, offerDragging, isOpen: () => !panel.hidden, showQuality: (seconds) => showQuality(quality, qualityMark, seconds) };
}

function section(iconName, title, content) {
  return el('details', { name: 'desktop-section' }, el('summary', { testid: `section-${iconName}` }, icon(iconName), el('span', {}, title)), content);
}

function scalingChoice(screen) {
  const small = matchMedia('(max-width: 700px)').matches;
  const kept = localStorage.getItem(SCALING);
  const current = SCALINGS.includes(kept) ? kept : small ? 'fit' : 'remote';
  screen.scale(current);
  const choose = (how) => {
    localStorage.setItem(SCALING, how);
    screen.scale(how);
  };
  const choice = (how) => {
    const id = uniqueId('scaling');
    const input = el('input', { type: 'radio', name: 'scaling', id, checked: how === current, testid: `scaling-${how}`, on: { change: () => choose(how) } });
    return el('div', { class: 'segment' }, input, el('label', { for: id }, t(`scaling.${how}`)));
  };
  return el('fieldset', { class: 'segments' }, el('legend', {}, t('scaling.title')), el('div', {}, SCALINGS.map(choice)));
}

/** Time to the gateway and back. Said in words too, since a colour says nothing to many. */
function showQuality(node, mark, seconds) {
  const grade = seconds === null ? 'none' : seconds < 0.08 ? 'good' : seconds < 0.25 ? 'fair' : 'poor';
  mark.dataset.grade = grade;
  node.replaceChildren(icon('signal'), el('span', {}, seconds === null ? t('quality.none') : t(`quality.${grade}`, { ms: number(Math.round(seconds * 1_000)) })));
}
