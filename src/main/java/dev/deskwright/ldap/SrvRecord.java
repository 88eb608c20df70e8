package dev.deskwright.ldap;

/**
 * One SRV record (RFC 2782).
 *
 * @param priority 0 to 65535, the lowest first
 * @param weight 0 to 65535, the share among those of the same priority
 * @param port TCP port
 * @param target host name, with no dot at its end
 */
public record SrvRecord(int priority, int weight, int port, String target) {}
