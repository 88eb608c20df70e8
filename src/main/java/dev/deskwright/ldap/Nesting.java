package dev.deskwright.ldap;

/** How members of groups in groups are found. */
public enum Nesting {
  /** The server follows the chain: LDAP_MATCHING_RULE_IN_CHAIN (MS-ADTS 3.1.1.3.4.4.3). */
  MATCHING_RULE,
  /** The server keeps memberOf for indirect members too, as FreeIPA does. */
  MEMBER_OF,
  /** The operator reads group after group. */
  WALK
}
