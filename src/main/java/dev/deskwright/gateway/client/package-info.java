/** Who is at the other end of a request: address and kind of device. */
package dev.deskwright.gateway.client;
