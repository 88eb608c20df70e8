// What it means that the gateway closed the WebSocket of a desktop, and what the page then does.
// The codes are those of dev.deskwright.gateway.proxy.Ending.

/**
 * `again`: now, later (with back-off) or never (only when the user says so). `text`: key of what the user is told.
 */
const MEANINGS = {
  1001: { again: 'now', text: 'ended.draining' },
  1012: { again: 'now', text: 'ended.draining' },
  4000: { again: 'never', text: 'ended.takenOver' },
  // Asking for a ticket finds out the same, and leads to the sign-in.
  4001: { again: 'now', text: 'ended.session' },
  4002: { again: 'later', text: 'ended.desktopGone' },
  4003: { again: 'never', text: 'ended.idle' },
  4004: { again: 'never', text: 'ended.policy' },
  4005: { again: 'now', text: 'ended.draining' },
  4006: { again: 'later', text: 'ended.unreachable' },
  4007: { again: 'later', text: 'ended.tooMany' },
  4008: { again: 'never', text: 'ended.protocol' },
  4009: { again: 'later', text: 'ended.lost' },
};

/** What a close code asks for. */
export function meaningOf(code) {
  return MEANINGS[code] ?? { again: 'later', text: 'ended.lost' };
}
