package dev.deskwright.ldap;

import java.util.Optional;

/**
 * A domain that this one trusts, or that trusts it: a trustedDomain object of Active Directory
 * (MS-ADTS 6.1.6.7).
 *
 * @param partner DNS name of the other domain (trustPartner)
 * @param flatName its NetBIOS name, as in {@code OTHER\alice}
 * @param direction who trusts whom (trustDirection)
 * @param type what the other domain is (trustType)
 */
public record Trust(String partner, Optional<String> flatName, Direction direction, Type type) {

  /** Whether users of the partner may sign in here. */
  public boolean admitsPartner() {
    return direction == Direction.OUTBOUND || direction == Direction.BIDIRECTIONAL;
  }

  /** MS-ADTS 6.1.6.7.12. */
  public enum Direction {
    DISABLED,
    /** The partner trusts this domain. */
    INBOUND,
    /** This domain trusts the partner. */
    OUTBOUND,
    BIDIRECTIONAL
  }

  /** MS-ADTS 6.1.6.7.15. */
  public enum Type {
    /** A domain of before Active Directory. */
    DOWNLEVEL,
    ACTIVE_DIRECTORY,
    /** A Kerberos realm that is not Windows. */
    MIT,
    OTHER
  }
}
