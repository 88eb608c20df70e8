package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Keeps a walk through groups from going in circles, too deep or too wide. */
final class Walk {

  private static final int MAX_GROUPS = 10_000;

  private final int depth;
  private final Set<DN> seen = new HashSet<>();
  private int level;

  Walk(int depth) {
    this.depth = depth;
  }

  /** Those not seen before; none once the walk is deep enough. */
  Set<String> unseen(Collection<String> dns) throws LDAPException {
    Set<String> fresh = new LinkedHashSet<>();
    if (level++ > depth) {
      return fresh;
    }
    for (String dn : dns) {
      if (seen.add(new DN(dn))) {
        fresh.add(dn);
      }
    }
    if (seen.size() > MAX_GROUPS) {
      throw new LDAPException(PagedSearch.TOO_MUCH, "groups");
    }
    return fresh;
  }
}
