// Keeps up with one WorkSpace: by server-sent events, and by asking where these do not come through.
import { eventsUrl, getWorkSpace } from './api.js';

const POLL_MS = 5_000;
const RETRY_MS = 30_000;
/** A stream that has said nothing for this long is checked by asking once. */
const QUIET_MS = 60_000;
/** Over HTTP/1.1 a browser opens six connections to a host, and streams are not to take them all. */
const MOST_STREAMS = 3;

let streams = 0;

/** Calls back with the WorkSpace now and whenever it changes; with null when it is gone. Returns what ends it. */
export function follow(id, onWorkSpace) {
  let source;
  let heard = 0;
  let opened = 0;
  let ended = false;
  const mayStream = streams < MOST_STREAMS;
  streams += mayStream ? 1 : 0;

  const ask = async () => {
    try {
      const workspace = await getWorkSpace(id);
      if (!ended) onWorkSpace(workspace);
    } catch (problem) {
      if (!ended && problem.status === 404) onWorkSpace(null);
    }
    heard = Date.now();
  };

  const listen = () => {
    if (!mayStream) return;
    source?.close();
    opened = Date.now();
    source = new EventSource(eventsUrl(id));
    source.addEventListener('workspace', (event) => {
      heard = Date.now();
      onWorkSpace(JSON.parse(event.data));
    });
  };

  const check = () => {
    if (document.hidden) return;
    const streaming = source?.readyState === EventSource.OPEN;
    if (!streaming && Date.now() - opened > RETRY_MS) listen();
    if (Date.now() - heard > (streaming ? QUIET_MS : POLL_MS)) ask();
  };

  const again = () => {
    if (document.hidden) return;
    if (source?.readyState === EventSource.CLOSED) listen();
    check();
  };

  listen();
  const timer = setInterval(check, POLL_MS);
  window.addEventListener('online', again);
  document.addEventListener('visibilitychange', again);
  return () => {
    ended = true;
    streams -= mayStream ? 1 : 0;
    source?.close();
    clearInterval(timer);
    window.removeEventListener('online', again);
    document.removeEventListener('visibilitychange', again);
  };
}
