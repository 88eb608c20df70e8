// A menu button as in the ARIA practices: arrows, Home, End, Escape.
import { attribute, el, fill, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { iconButton } from './parts.js';

/** A button that opens a menu; `items` gives [{ label, iconName, testid, onSelect }] at each opening. */
export function menuButton(label, items, testid) {
  const id = uniqueId('menu');
  const list = el('div', { id, class: 'menu', role: 'menu', 'aria-label': label, hidden: true, on: { keydown: move } });
  const opener = iconButton(label, 'more', {
    testid,
    'aria-haspopup': 'menu',
    'aria-expanded': 'false',
    'aria-controls': id,
    onClick: () => (list.hidden ? open() : close(true)),
  });
  opener.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    open();
  });
  const node = el('div', { class: 'menu-place', on: { focusout: leave } }, opener, list);

  function open() {
    fill(list, items().map(entry));
    list.hidden = false;
    attribute(opener, 'aria-expanded', 'true');
    list.firstElementChild?.focus();
    document.addEventListener('pointerdown', outside);
  }

  function close(focus) {
    list.hidden = true;
    attribute(opener, 'aria-expanded', 'false');
    document.removeEventListener('pointerdown', outside);
    if (focus) opener.focus();
  }

  function entry({ label: text, iconName, testid: hook, onSelect }) {
    const select = () => {
      close(true);
      onSelect();
    };
    return el(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        tabindex: '-1',
        testid: hook,
        on: { click: select },
      },
      icon(iconName),
      el('span', {}, text),
    );
  }

  function move(event) {
    const entries = [...list.children];
    const at = entries.indexOf(document.activeElement);
    const to = {
      ArrowDown: (at + 1) % entries.length,
      ArrowUp: (at - 1 + entries.length) % entries.length,
      Home: 0,
      End: entries.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      entries[to].focus();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      close(true);
    }
  }

  function leave(event) {
    if (!list.hidden && event.relatedTarget && !node.contains(event.relatedTarget)) close(false);
  }

  function outside(event) {
    if (!node.contains(event.target)) close(false);
  }

  return node;
}
