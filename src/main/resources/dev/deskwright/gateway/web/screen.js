// The picture of a desktop: noVNC on a WebSocket, and the last picture while there is none.
import RFB from './novnc.js';

/** Ways to bring the desktop's size and the tab's together. */
export const SCALINGS = ['remote', 'fit', 'actual'];

/**
 * A screen in a place of the page. `on.connect`, `on.clipboard(text)`, `on.clipping(larger)` and `on.refused` (the desktop wants
 * a password that the gateway should have given) tell what happens.
 */
export function screen(place, on) {
  const lastPicture = document.createElement('canvas');
  lastPicture.className = 'last-picture';
  lastPicture.hidden = true;
  lastPicture.setAttribute('aria-hidden', 'true');
  place.append(lastPicture);
  let rfb;
  let scaling = 'remote';

  function attach(socket) {
    detach();
    socket.addEventListener('close', keepPicture);
    const mine = new RFB(place, socket, { shared: true });
    rfb = mine;
    mine.background = 'transparent';
    mine.focusOnClick = true;
    scale(scaling);
    mine.addEventListener('connect', () => {
      hidePointer();
      on.connect();
      mine.focus({ preventScroll: true });
      // The first picture follows at once; until then the old one is better than none.
      setTimeout(() => (lastPicture.hidden = true), 400);
    });
    mine.addEventListener('disconnect', () => {
      if (rfb === mine) rfb = undefined;
    });
    mine.addEventListener('clipboard', ({ detail }) => on.clipboard(detail.text));
    mine.addEventListener('clippingviewport', () => on.clipping(mine.clippingViewport));
    mine.addEventListener('credentialsrequired', () => on.refused());
    mine.addEventListener('securityfailure', () => on.refused());
  }

  /** Where there is no mouse, noVNC draws the pointer beside all else on the page: it is for the eye only. */
  function hidePointer() {
    document.querySelectorAll('body > canvas').forEach((canvas) => canvas.setAttribute('aria-hidden', 'true'));
  }

  function keepPicture() {
    const live = [...place.querySelectorAll('canvas')].find((canvas) => canvas !== lastPicture && canvas.width > 0);
    if (!live || !rfb) return;
    lastPicture.width = live.width;
    lastPicture.height = live.height;
    lastPicture.getContext('2d').drawImage(live, 0, 0);
    lastPicture.classList.toggle('actual', scaling === 'actual');
    lastPicture.hidden = false;
  }

  function detach() {
    rfb?.disconnect();
    rfb = undefined;
  }

  function scale(how) {
    scaling = how;
    if (!rfb) return;
    rfb.scaleViewport = how !== 'actual';
    rfb.clipViewport = how === 'actual';
    rfb.resizeSession = how === 'remote';
  }

  return {
    attach,
    detach,
    scale,
    focus: () => rfb?.focus({ preventScroll: true }),
    /** Presses a key, or lets it go; both if `down` is left out. */
    key: (keysym, code, down) => rfb?.sendKey(keysym, code, down),
    ctrlAltDel: () => rfb?.sendCtrlAltDel(),
    paste: (text) => rfb?.clipboardPasteFrom(text),
    /** Lets all keys go that are held: the keyboard is needed elsewhere. */
    releaseKeys: () => window.dispatchEvent(new Event('blur')),
    forgetPicture: () => (lastPicture.hidden = true),
    /** Moves a picture that is larger than the tab, instead of the desktop's pointer. */
    drag(picture) {
      if (rfb) rfb.dragViewport = picture;
    },
  };
}
