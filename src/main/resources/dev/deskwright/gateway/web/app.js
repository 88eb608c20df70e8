// Where the page begins: who is signed in, and which view the address names.
import { getSession, sessionEvents } from './api.js';
import { loadMessages, problemText, t } from './i18n.js';
import { showShell, showTrouble } from './shell.js';
import { signInView } from './sign-in.js';
import { notify } from './parts.js';

/** Views that are loaded when they are first seen. Each gives { node, title, bare, leave, ready }. */
const VIEWS = {
  workspaces: async () => (await import('./workspaces.js')).workSpacesView,
  desktop: async () => (await import('./desktop.js')).desktopView,
  fleet: async () => (await import('./fleet.js')).fleetView,
};
/** Keeps the address over a way out to another sign-in page, which loses what follows the #. */
const WISH = 'deskwright.wish';

let session = null;
let notice;
let lastUser;
let shown;
let route = 0;

/** The address: #/view/argument?filter. */
function address() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, argument] = path.split('/');
  const known = Object.hasOwn(VIEWS, name) && (name !== 'fleet' || session?.administrator);
  return { name: known ? name : 'workspaces', argument, filter: new URLSearchParams(query) };
}

async function show() {
  route += 1;
  const mine = route;
  const { name, argument, filter } = address();
  // A view that only its filter tells apart takes the new one without being made anew.
  if (session && shown?.name === name && shown.argument === argument && shown.view.refilter) {
    shown.view.refilter(filter);
    return;
  }
  const make = session ? await load(name) : signInView;
  if (mine !== route || !make) return;
  shown?.view.leave?.();
  const view = make({ session, argument, filter, notice, lastUser, begun, wishToReturn });
  notice = undefined;
  shown = { name: session ? name : 'sign-in', argument, view };
  document.title = view.title === t('product') ? view.title : t('title', { view: view.title });
  showShell(view, { session, current: shown.name, ended });
  view.ready?.();
}

/** A module may be out of reach, for example while the gateway is being replaced. */
async function load(name) {
  try {
    return await VIEWS[name]();
  } catch {
    notify(t('problem.Unreachable'));
    return null;
  }
}

/** Signed in: on to what the address names, so that a lost session comes back to the same desktop. */
async function begun() {
  session = await getSession();
  const wish = sessionStorage.getItem(WISH);
  sessionStorage.removeItem(WISH);
  if (wish && !location.hash) history.replaceState(null, '', wish);
  await show();
}

/** Signed out by the user: the next one begins at the beginning. */
function ended() {
  session = null;
  lastUser = undefined;
  notice = t('signIn.signedOut');
  history.replaceState(null, '', location.pathname);
  show();
}

function wishToReturn() {
  sessionStorage.setItem(WISH, location.hash);
}

sessionEvents.addEventListener('lost', () => {
  if (!session) return;
  lastUser = session.userName;
  session = null;
  notice = t('signIn.sessionEnded');
  show();
});
window.addEventListener('hashchange', show);

async function begin() {
  try {
    await loadMessages();
    session = await getSession();
    if (session) await begun();
    else await show();
  } catch (problem) {
    showTrouble(problem.code ? problemText(problem) : String(problem.message), begin);
  }
}

begin();
