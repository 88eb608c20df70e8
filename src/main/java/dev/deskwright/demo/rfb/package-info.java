/**
 * Simulated desktops for the demo: a real RFB 3.8 server (RFC 6143) in a WebSocket, which draws a
 * desktop of its own. No container runs, and no command does more than change text in memory.
 */
package dev.deskwright.demo.rfb;
