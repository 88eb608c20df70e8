// Elements without a framework, and without any HTML in strings: the CSP forbids it.

/**
 * Makes an element. Attributes: null and false are left out, true is set empty, `on` holds listeners,
 * `testid` is short for data-testid. Children: nodes, texts, lists of them; null and false are left out.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === 'value') {
      node.value = value;
    } else {
      attribute(node, name === 'testid' ? 'data-testid' : name, value);
    }
  }
  append(node, children);
  return node;
}

/** Sets an attribute, or takes it away when the value is null, undefined or false. */
export function attribute(node, name, value) {
  if (value === null || value === undefined || value === false) {
    node.removeAttribute(name);
  } else {
    node.setAttribute(name, value === true ? '' : value);
  }
}

/** Appends nodes, texts and lists of them. */
export function append(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

/** Replaces what is in a node. */
export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

/**
 * A place whose content is made anew only when what it shows has changed (`node` is the place), so that neither the focus
 * nor a screen reader is disturbed by an update that changes nothing.
 */
export function slot(node, render) {
  let shown;
  const update = (...values) => {
    const now = JSON.stringify(values);
    if (now === shown) return;
    shown = now;
    const focused = node.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
    fill(node, render(...values));
    if (focused) node.querySelector(`[data-testid="${focused}"]`)?.focus();
  };
  update.node = node;
  return update;
}

let ids = 0;

/** An id that nothing else on the page has. */
export function uniqueId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}

/** Calls back every so often until the returned function is called. */
export function every(milliseconds, callback) {
  const timer = setInterval(callback, milliseconds);
  return () => clearInterval(timer);
}
