/** The way from a browser's WebSocket to the desktop's pod, with limits and back-pressure. */
package dev.deskwright.gateway.proxy;
