// What the states of a WorkSpace look like, and what can be done in them.
import { el } from './dom.js';
import { icon } from './icons.js';
import { named } from './i18n.js';

const BUSY = { tone: 'busy', icon: 'busy' };

const LOOKS = {
  AVAILABLE: { tone: 'good', icon: 'check' },
  PENDING: BUSY,
  STARTING: BUSY,
  REBOOTING: BUSY,
  REBUILDING: BUSY,
  RESTORING: BUSY,
  UPDATING: BUSY,
  MAINTENANCE: BUSY,
  STOPPING: BUSY,
  TERMINATING: BUSY,
  STOPPED: { tone: 'off', icon: 'moon' },
  SUSPENDED: { tone: 'off', icon: 'lock' },
  ADMIN_MAINTENANCE: { tone: 'off', icon: 'wrench' },
  IMPAIRED: { tone: 'warn', icon: 'warn' },
  UNHEALTHY: { tone: 'bad', icon: 'bad' },
  ERROR: { tone: 'bad', icon: 'bad' },
};

/** States that end in AVAILABLE by themselves. */
const COMING = new Set(['PENDING', 'STARTING', 'REBOOTING', 'REBUILDING', 'RESTORING', 'UPDATING', 'MAINTENANCE']);

/** Tone and icon of a state. */
export function look(state) {
  return LOOKS[state] ?? { tone: 'off', icon: 'info' };
}

/** The state as a word with its colour and icon. */
export function badge(state) {
  const { tone, icon: name } = look(state);
  return el('span', { class: `badge ${tone}`, testid: 'state', 'data-state': state }, icon(name, tone === 'busy' ? 'turning' : ''), el('span', {}, named('state', state)));
}

/** Whether it is ready to be connected to. */
export const isOpen = ({ state }) => state === 'AVAILABLE' || state === 'IMPAIRED';

/** Whether it is worth trying: one that does not answer its health check may still answer its user. */
export const isWorthTrying = (workspace) => isOpen(workspace) || workspace.state === 'UNHEALTHY';

/** Whether it is on its way there. */
export const isComing = ({ state }) => COMING.has(state);

/** Whether something is wrong with it that its message explains. */
export const isTroubled = ({ state }) => ['warn', 'bad'].includes(look(state).tone) || ['SUSPENDED', 'ADMIN_MAINTENANCE'].includes(state);
