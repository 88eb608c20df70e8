package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the trusts of an Active Directory domain (MS-ADTS 6.1.6.7). */
final class TrustReader {

  private static final String PARTNER = "trustPartner";
  private static final String FLAT_NAME = "flatName";
  private static final String DIRECTION = "trustDirection";
  private static final String TYPE = "trustType";

  private TrustReader() {}

  static List<Trust> read(PagedSearch search, DN domain) throws LDAPException {
    DN system = new DN(new RDN("CN", "System"), domain);
    List<Trust> trusts = new ArrayList<>();
    try {
      search.search(
          system,
          SearchScope.ONE,
          Filter.createEqualityFilter("objectClass", "trustedDomain"),
          List.of(PARTNER, FLAT_NAME, DIRECTION, TYPE),
          entry -> trust(entry).ifPresent(trusts::add));
    } catch (LDAPException e) {
      // Only Active Directory has this container.
      if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        throw e;
      }
    }
    return List.copyOf(trusts);
  }

  private static Optional<Trust> trust(Entry entry) {
    return Optional.ofNullable(entry.getAttributeValue(PARTNER))
        .map(
            partner ->
                new Trust(
                    partner,
                    Optional.ofNullable(entry.getAttributeValue(FLAT_NAME)),
                    direction(entry.getAttributeValueAsInteger(DIRECTION)),
                    type(entry.getAttributeValueAsInteger(TYPE))));
  }

  private static Trust.Direction direction(Integer value) {
    return switch (value == null ? 0 : value) {
      case 1 -> Trust.Direction.INBOUND;
      case 2 -> Trust.Direction.OUTBOUND;
      case 3 -> Trust.Direction.BIDIRECTIONAL;
      default -> Trust.Direction.DISABLED;
    };
  }

  private static Trust.Type type(Integer value) {
    return switch (value == null ? 0 : value) {
      case 1 -> Trust.Type.DOWNLEVEL;
      case 2 -> Trust.Type.ACTIVE_DIRECTORY;
      case 3 -> Trust.Type.MIT;
      default -> Trust.Type.OTHER;
    };
  }
}
