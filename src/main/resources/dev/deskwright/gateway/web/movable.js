// Lets the menu's tab be moved along the upper edge, away from what it hides: by dragging, and by the arrow keys.

const PLACE = 'deskwright.menuPlace';
/** A pointer that moves less was a click. */
const CLICK_PIXELS = 6;
const KEY_STEP = 0.05;

/** Moves `node`, which is positioned by its centre, by its `handle`. The place is kept for the next time. */
export function movable(node, handle) {
  let place = 0.5;
  let begin = null;
  let moved = false;
  put(Number(localStorage.getItem(PLACE) ?? place));

  function put(fraction) {
    place = Math.min(0.95, Math.max(0.05, Number.isFinite(fraction) ? fraction : 0.5));
    // The panel below is wider than the tab, and is to stay in sight.
    node.style.setProperty('--place', String(place));
  }

  function keep() {
    localStorage.setItem(PLACE, String(place));
  }

  handle.addEventListener('pointerdown', (event) => {
    begin = event.clientX;
    moved = false;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointermove', (event) => {
    if (begin === null) return;
    moved ||= Math.abs(event.clientX - begin) > CLICK_PIXELS;
    if (moved) put(event.clientX / window.innerWidth);
  });
  handle.addEventListener('lostpointercapture', () => {
    begin = null;
    if (moved) keep();
  });
  // After the menu's own listener would be too late: a drag is no click.
  handle.addEventListener(
    'click',
    (event) => {
      if (moved) event.stopImmediatePropagation();
      moved = false;
    },
    { capture: true },
  );
  handle.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP }[event.key];
    if (!by) return;
    event.preventDefault();
    put(place + by);
    keep();
  });
}
