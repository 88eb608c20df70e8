// The way to a desktop, and back to it whenever it breaks: ticket, WebSocket, back-off.
import { connect, getWorkSpace } from './api.js';
import { meaningOf } from './close-codes.js';
import { isOpen } from './state.js';
import { follow } from './updates.js';

/** Waiting before the n-th attempt: at random up to twice as long each time, so that users don't come in step. */
const FIRST_MS = 500;
const LONGEST_MS = 15_000;
/** A connection that held this long counts as good: the next one that breaks is mended at once. */
const STABLE_MS = 10_000;
/** From the ticket to the first answer of the desktop. */
const HANDSHAKE_MS = 20_000;
/** Out of sight, nobody waits for it after so many attempts: it goes on when the tab is looked at. */
const HIDDEN_ATTEMPTS = 8;

/**
 * Connects until `leave`. `on.state` takes what is to be shown:
 * { kind: connecting | starting | connected | waiting | ended, workspace, until, text, problem };
 * `on.socket` takes an opening WebSocket and the policy; `on.page` the connection to a desktop with a page of its own.
 */
export function connection(id, on) {
  let attempts = 0;
  let socket;
  let openedAt = 0;
  let timer;
  let stopFollowing;
  let left = false;

  /** By itself it only comes back to a desktop that runs: one that was stopped is not woken by a page left open. */
  async function attempt({ byItself = false } = {}) {
    reset();
    on.state({ kind: 'connecting' });
    try {
      if (byItself && (await isStopped())) {
        end({ text: 'ended.stopped' });
        return;
      }
      const answer = await connect(id);
      if (left) return;
      if (answer.starting) awaitStart(answer.starting);
      else if (answer.connection.protocol === 'HTTP') on.page(answer.connection);
      else open(answer.connection);
    } catch (problem) {
      if (!left) refused(problem);
    }
  }

  async function isStopped() {
    const { state } = await getWorkSpace(id);
    return state === 'STOPPED' || state === 'STOPPING';
  }

  function awaitStart(workspace) {
    on.state({ kind: 'starting', workspace });
    const begin = Date.now();
    stopFollowing = follow(id, (next) => {
      if (!next) end({ text: 'ended.gone' });
      else if (isOpen(next)) pause(begin + 1_000 - Date.now(), attempt);
      else on.state({ kind: 'starting', workspace: next });
    });
  }

  function open({ url, ticket, policy }) {
    const address = new URL(url, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const mine = new WebSocket(address, ['binary', `ticket.${ticket}`]);
    mine.binaryType = 'arraybuffer';
    socket = mine;
    openedAt = 0;
    // Before noVNC hears of it, so that the last picture can still be kept.
    mine.addEventListener('close', ({ code }) => {
      if (socket === mine) closed(code);
    });
    pause(HANDSHAKE_MS, () => mine.close());
    on.socket(mine, policy);
  }

  /** The desktop has answered. */
  function connected() {
    clearTimeout(timer);
    openedAt = Date.now();
    on.state({ kind: 'connected' });
  }

  function closed(code) {
    const held = openedAt > 0 && Date.now() - openedAt > STABLE_MS;
    if (held) attempts = 0;
    socket = undefined;
    const { again, text } = meaningOf(code);
    if (again === 'never') end({ text });
    else if (again === 'now' && attempts === 0) wait({ text, milliseconds: Math.random() * 300 });
    else wait({ text });
  }

  function refused(problem) {
    // A lost session is told to the page as a whole: it signs in anew and comes back.
    if (problem.status === 401) return;
    const passing = problem.status === 0 || problem.status >= 500 || [409, 429].includes(problem.status);
    if (!passing) end({ problem });
    else wait({ problem, milliseconds: problem.retryAfterSeconds ? problem.retryAfterSeconds * 1_000 : undefined });
  }

  function wait({ text, problem, milliseconds = backOff() }) {
    reset();
    attempts += 1;
    on.state({ kind: 'waiting', until: Date.now() + milliseconds, text, problem });
    if (document.hidden && attempts > HIDDEN_ATTEMPTS) return;
    pause(milliseconds, () => attempt({ byItself: true }));
  }

  function backOff() {
    const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempts);
    return most / 2 + (Math.random() * most) / 2;
  }

  function end({ text, problem }) {
    reset();
    attempts = 0;
    on.state({ kind: 'ended', text, problem });
  }

  function pause(milliseconds, then) {
    clearTimeout(timer);
    timer = setTimeout(then, Math.max(0, milliseconds));
  }

  function reset() {
    clearTimeout(timer);
    stopFollowing?.();
    stopFollowing = undefined;
    const old = socket;
    socket = undefined;
    old?.close();
  }

  /** At once, since the user asks for it. */
  function now() {
    attempts = 0;
    attempt();
  }

  const isWaiting = () => attempts > 0 && !socket;
  /** The network is back, or the tab is looked at. */
  const back = () => {
    if (!document.hidden && isWaiting() && !left) attempt({ byItself: true });
  };
  window.addEventListener('online', back);
  document.addEventListener('visibilitychange', back);

  return {
    start: () => attempt(),
    now,
    connected,
    /** Ends it until the user asks for it again; `text` is the key of the reason. */
    end: (text) => end({ text }),
    leave() {
      left = true;
      reset();
      window.removeEventListener('online', back);
      document.removeEventListener('visibilitychange', back);
    },
  };
}
