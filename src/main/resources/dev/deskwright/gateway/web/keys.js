// Keys that a browser keeps for itself or a phone does not have, and the phone's own keyboard.
import { attribute, el } from './dom.js';
import { t } from './i18n.js';

/** Keysyms of X11, and the codes of the same keys in the browser. */
const KEYS = {
  Escape: [0xff1b, 'Escape'],
  Tab: [0xff09, 'Tab'],
  Enter: [0xff0d, 'Enter'],
  Backspace: [0xff08, 'Backspace'],
  Delete: [0xffff, 'Delete'],
  Home: [0xff50, 'Home'],
  End: [0xff57, 'End'],
  PageUp: [0xff55, 'PageUp'],
  PageDown: [0xff56, 'PageDown'],
  Left: [0xff51, 'ArrowLeft'],
  Up: [0xff52, 'ArrowUp'],
  Right: [0xff53, 'ArrowRight'],
  Down: [0xff54, 'ArrowDown'],
  PrintScreen: [0xff61, 'PrintScreen'],
};
const HELD = { Ctrl: [0xffe3, 'ControlLeft'], Alt: [0xffe9, 'AltLeft'], Shift: [0xffe1, 'ShiftLeft'], Super: [0xffeb, 'MetaLeft'] };
const SHOWN = ['Escape', 'Tab', 'Left', 'Up', 'Down', 'Right', 'Home', 'End', 'PageUp', 'PageDown', 'Delete', 'PrintScreen'];

/** The panel with the keys. Held ones stay down until the next key. */
export function keyPanel(screen) {
  const held = new Map();

  function hold(name, node) {
    const down = !held.has(name);
    screen.key(...HELD[name], down);
    attribute(node, 'aria-pressed', String(down));
    if (down) held.set(name, node);
    else held.delete(name);
  }

  function press(keysym, code) {
    screen.key(keysym, code);
    for (const [name, node] of [...held]) hold(name, node);
  }

  const modifier = (name) => {
    const node = el('button', { type: 'button', class: 'key', 'aria-pressed': 'false', testid: `key-${name}` }, t(`key.${name}`));
    node.addEventListener('click', () => hold(name, node));
    return node;
  };
  const key = (label, [keysym, code], name) =>
    el('button', { type: 'button', class: 'key', testid: `key-${name}`, on: { click: () => press(keysym, code) } }, label);
  const functionKeys = Array.from({ length: 12 }, (_, at) => key(`F${at + 1}`, [0xffbe + at, `F${at + 1}`], `F${at + 1}`));
  const ctrlAltDel = el(
    'button',
    { type: 'button', class: 'key wide', testid: 'ctrl-alt-del', on: { click: () => screen.ctrlAltDel() } },
    t('key.CtrlAltDel'),
  );

  const node = el(
    'div',
    { class: 'keys' },
    Object.keys(HELD).map(modifier),
    SHOWN.map((name) => key(t(`key.${name}`), KEYS[name], name)),
    ctrlAltDel,
    functionKeys,
  );
  return { node, press };
}

/** What is in the field before anything is typed, so that there is something for Backspace to take away. */
const FILLING = '·'.repeat(60);

/**
 * A field for the phone's own keyboard, with no look. What a keyboard with suggestions does to its text is
 * sent on as Backspace and characters.
 */
export function touchKeyboard(press, screen) {
  const input = el('textarea', {
    class: 'touch-input',
    testid: 'touch-keyboard',
    'aria-label': t('desktop.typeHere'),
    autocapitalize: 'off',
    autocomplete: 'off',
    autocorrect: 'off',
    spellcheck: 'false',
    tabindex: '-1',
    value: FILLING,
  });
  let before = FILLING;

  input.addEventListener('input', () => {
    const now = input.value;
    const same = commonStart(before, now);
    for (let at = same; at < before.length; at += 1) press(...KEYS.Backspace);
    for (const character of now.slice(same)) type(character);
    before = now;
    if (before.length < FILLING.length / 2 || before.length > FILLING.length * 3) restart();
  });
  input.addEventListener('blur', restart);
  // Keys with a name, as a keyboard that is plugged into a tablet sends them.
  input.addEventListener('keydown', (event) => {
    const known = { Tab: 'Tab', Escape: 'Escape', ArrowLeft: 'Left', ArrowRight: 'Right', ArrowUp: 'Up', ArrowDown: 'Down' }[event.key];
    if (!known) return;
    event.preventDefault();
    press(...KEYS[known]);
  });

  function type(character) {
    if (character === '\n') press(...KEYS.Enter);
    else press(keysym(character.codePointAt(0)), '');
  }

  function restart() {
    before = FILLING;
    input.value = FILLING;
  }

  return {
    node: input,
    toggle() {
      if (document.activeElement === input) {
        input.blur();
        screen.focus();
      } else {
        input.focus({ preventScroll: true });
        input.setSelectionRange(input.value.length, input.value.length);
      }
    },
  };
}

/** Latin-1 has keysyms of its own; everything else is Unicode with a mark. */
const keysym = (codePoint) => (codePoint < 0x100 ? codePoint : 0x01000000 + codePoint);

function commonStart(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
