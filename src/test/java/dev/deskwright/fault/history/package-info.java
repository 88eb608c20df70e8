/** What happened in a cluster, read from etcd itself, and what must never have happened in it. */
package dev.deskwright.fault.history;
