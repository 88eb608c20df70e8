/** What the gateway knows of the cluster, and the few things that it writes there. */
package dev.deskwright.gateway.cluster;
