/**
 * What the gateway holds against attacks, each by its name, so that each can be shown to matter.
 */
package dev.deskwright.gateway.defence;
