/** What the replicas of a gateway share, and what must outlive one of them: small documents. */
package dev.deskwright.gateway.state;
