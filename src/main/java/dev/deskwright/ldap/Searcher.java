package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What all searches of one directory share. Filters and DNs are parsed once. */
final class Searcher {

  /** Names or DNs in one filter: AD and OpenLDAP take far more, but pages should stay small. */
  static final int BATCH = 200;

  private final LdapSettings settings;
  private final DN base;
  private final Filter users;
  private final Filter groups;

  Searcher(LdapSettings settings) {
    this.settings = settings;
    try {
      this.base = new DN(settings.baseDn());
      List<Filter> conditions = new ArrayList<>();
      conditions.add(Filter.create(settings.schema().userFilter()));
      if (settings.userFilter().isPresent()) {
        conditions.add(Filter.create(settings.userFilter().get()));
      }
      this.users = Filter.createANDFilter(conditions);
      this.groups = Filter.create(settings.schema().groupFilter());
    } catch (LDAPException e) {
      throw new IllegalArgumentException("the settings were checked before", e);
    }
  }

  LdapSettings settings() {
    return settings;
  }

  Schema schema() {
    return settings.schema();
  }

  DN base() {
    return base;
  }

  Filter users() {
    return users;
  }

  Filter usersAnd(Filter condition) {
    return Filter.createANDFilter(users, condition);
  }

  Filter groups() {
    return groups;
  }

  Filter groupsAnd(Filter condition) {
    return Filter.createANDFilter(groups, condition);
  }

  /** The domain's own entry: the DC parts at the end of the base DN (RFC 2247). */
  DN domainDn() {
    List<RDN> parts = new ArrayList<>();
    for (RDN each : base.getRDNs()) {
      parts = isDomainPart(each) ? parts : new ArrayList<>();
      if (isDomainPart(each)) {
        parts.add(each);
      }
    }
    return new DN(parts);
  }

  /** As a DNS name; empty if the base DN does not end in DC parts. */
  String domainName() {
    return Arrays.stream(domainDn().getRDNs())
        .map(each -> each.getAttributeValues()[0])
        .collect(Collectors.joining("."));
  }

  private static boolean isDomainPart(RDN part) {
    return !part.isMultiValued() && part.getAttributeNames()[0].equalsIgnoreCase("dc");
  }

  PagedSearch on(LDAPConnection connection, Server server) {
    return new PagedSearch(connection, server.connector().requests(), settings);
  }
}
