// What it means that the gateway closed the WebSocket of a desktop, and what the page then does.

/**
 * `again`: now, later (with back-off) or never (only when the user says so). `text`: key of what the user is told.
 */
const MEANINGS = {
  1001: { again: 'now', text: 'ended.draining' },
  1012: { again: 'now', text: 'ended.draining' },
  4000: { again: 'now', text: 'ended.draining' },
  4001: { again: 'never', text: 'ended.takenOver' },
  4002: { again: 'later', text: 'ended.revoked' },
  4003: { again: 'never', text: 'ended.idle' },
  4004: { again: 'later', text: 'ended.limit' },
  4005: { again: 'later', text: 'ended.desktopGone' },
};

/** What a close code asks for. */
export function meaningOf(code) {
  return MEANINGS[code] ?? { again: 'later', text: 'ended.lost' };
}
