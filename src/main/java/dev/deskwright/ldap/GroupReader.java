package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Who is in a group, directly or through other groups. One server answers all of it. */
final class GroupReader {

  /** LDAP_MATCHING_RULE_IN_CHAIN (MS-ADTS 3.1.1.3.4.4.3). */
  private static final String IN_CHAIN = "1.2.840.113556.1.4.1941";

  private static final List<String> NOTHING = List.of("1.1");

  private final PagedSearch search;
  private final Searcher searcher;
  private final Schema schema;

  GroupReader(PagedSearch search, Searcher searcher) {
    this.search = search;
    this.searcher = searcher;
    this.schema = searcher.schema();
  }

  /** The group's DN, as the server writes it. */
  String find(String group) throws LDAPException {
    List<String> found = new ArrayList<>();
    if (group.contains("=") && DN.isValidDN(group)) {
      search.at(new DN(group), searcher.groups(), NOTHING, entry -> found.add(entry.getDN()));
    } else {
      findByName(group, found);
    }
    if (found.size() != 1) {
      String what = found.isEmpty() ? "no group %s" : "several groups named %s: give its DN";
      throw new NoSuchGroup("The directory has " + what.formatted(group));
    }
    return found.get(0);
  }

  private void findByName(String group, List<String> found) throws LDAPException {
    Optional<LoginName> name = LoginName.parse(group);
    if (name.isEmpty()) {
      return;
    }
    String plain = name.get().name();
    List<Filter> named =
        schema.groupNames().stream()
            .map(attribute -> Filter.createEqualityFilter(attribute, plain))
            .toList();
    search.below(
        searcher.base(),
        searcher.groupsAnd(Filter.createORFilter(named)),
        schema.groupNames(),
        entry -> {
          if (hasName(entry, plain)) {
            found.add(entry.getDN());
          }
        });
  }

  private boolean hasName(Entry entry, String name) {
    return schema.groupNames().stream()
        .flatMap(attribute -> values(entry, attribute).stream())
        .anyMatch(value -> LoginName.fold(value).equals(LoginName.fold(name)));
  }

  Set<String> membersOf(String group) throws LDAPException {
    Set<String> members = new LinkedHashSet<>();
    String dn = find(group);
    switch (schema.nesting()) {
      case MATCHING_RULE -> {
        Filter inChain = inChain(schema.memberOf().orElseThrow(), dn);
        Filter anyOf = Filter.createORFilter(withPrimaryGroup(dn, inChain));
        search.below(searcher.base(), searcher.usersAnd(anyOf), loginName(), addTo(members));
      }
      case MEMBER_OF -> {
        Filter memberOf = Filter.createEqualityFilter(schema.memberOf().orElseThrow(), dn);
        search.below(searcher.base(), searcher.usersAnd(memberOf), loginName(), addTo(members));
      }
      case WALK -> walkDown(dn, members);
    }
    return members;
  }

  /**
   * Active Directory does not list in a group those whose primary group it is, as "Domain Users" is
   * for most (MS-ADTS 3.1.1.4.5.20); they name it by the last part of its SID.
   */
  private List<Filter> withPrimaryGroup(String dn, Filter inChain) throws LDAPException {
    List<Filter> anyOf = new ArrayList<>(List.of(inChain));
    search.at(
        new DN(dn),
        searcher.groups(),
        List.of(Sid.ATTRIBUTE),
        entry ->
            Sid.of(entry)
                .map(sid -> Filter.createEqualityFilter("primaryGroupID", sid.relativeId()))
                .ifPresent(anyOf::add));
    return anyOf;
  }

  private static Filter inChain(String attribute, String dn) {
    return Filter.createExtensibleMatchFilter(attribute, IN_CHAIN, false, dn);
  }

  private List<String> loginName() {
    return List.of(schema.loginName());
  }

  private Consumer<SearchResultEntry> addTo(Set<String> members) {
    return entry ->
        Optional.ofNullable(entry.getAttributeValue(schema.loginName())).ifPresent(members::add);
  }

  /** Group by group; one that was seen is not read again, so a circle ends. */
  private void walkDown(String top, Set<String> members) throws LDAPException {
    Walk walk = new Walk(schema.nestingDepth());
    Set<String> level = walk.unseen(List.of(top));
    while (!level.isEmpty()) {
      Set<String> dns = new LinkedHashSet<>();
      Set<String> names = new LinkedHashSet<>();
      readMembers(level, dns, names);
      anyOf(schema.entryDn(), dns, searcher::usersAnd, loginName(), addTo(members));
      anyOf(schema.loginName(), names, searcher::usersAnd, loginName(), addTo(members));
      Set<String> subgroups = new LinkedHashSet<>();
      anyOf(
          schema.entryDn(),
          dns,
          searcher::groupsAnd,
          NOTHING,
          group -> subgroups.add(group.getDN()));
      level = walk.unseen(subgroups);
    }
  }

  private void readMembers(Set<String> groups, Set<String> dns, Set<String> names)
      throws LDAPException {
    List<String> attributes = new ArrayList<>(schema.groupMembers());
    schema.groupLoginNames().ifPresent(attributes::add);
    anyOf(
        schema.entryDn(),
        groups,
        searcher::groupsAnd,
        attributes,
        group -> {
          schema.groupMembers().forEach(attribute -> dns.addAll(values(group, attribute)));
          schema.groupLoginNames().ifPresent(attribute -> names.addAll(values(group, attribute)));
        });
  }

  private static List<String> values(Entry entry, String attribute) {
    String[] values = entry.getAttributeValues(attribute);
    return values == null ? List.of() : List.of(values);
  }

  /** Entries with one of the values, asked for in batches. */
  private void anyOf(
      String attribute,
      Collection<String> values,
      Function<Filter, Filter> condition,
      List<String> attributes,
      Consumer<SearchResultEntry> each)
      throws LDAPException {
    for (List<String> batch : Batches.of(values)) {
      List<Filter> wanted =
          batch.stream().map(value -> Filter.createEqualityFilter(attribute, value)).toList();
      search.below(
          searcher.base(), condition.apply(Filter.createORFilter(wanted)), attributes, each);
    }
  }

  boolean isMember(User user, String group) throws LDAPException {
    DN wanted = new DN(find(group));
    for (String each : groupsOf(user)) {
      if (new DN(each).equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** DNs of all groups that the user is in. */
  Set<String> groupsOf(User user) throws LDAPException {
    return switch (schema.nesting()) {
      case MATCHING_RULE -> groupsInChain(user);
      case MEMBER_OF -> groupsListed(user);
      case WALK -> walkUp(user);
    };
  }

  private Set<String> groupsInChain(User user) throws LDAPException {
    Set<String> found = new LinkedHashSet<>();
    List<Filter> anyOf = new ArrayList<>();
    schema.groupMembers().forEach(attribute -> anyOf.add(inChain(attribute, user.dn())));
    search.at(
        new DN(user.dn()),
        searcher.users(),
        List.of(Sid.ATTRIBUTE, "primaryGroupID"),
        entry ->
            Sid.of(entry)
                .flatMap(sid -> sid.sibling(entry.getAttributeValueAsLong("primaryGroupID")))
                .map(sid -> Filter.createEqualityFilter(Sid.ATTRIBUTE, sid.bytes()))
                .ifPresent(anyOf::add));
    search.below(
        searcher.domainDn(),
        searcher.groupsAnd(Filter.createORFilter(anyOf)),
        NOTHING,
        entry -> found.add(entry.getDN()));
    return found;
  }

  private Set<String> groupsListed(User user) throws LDAPException {
    Set<String> found = new LinkedHashSet<>();
    String memberOf = schema.memberOf().orElseThrow();
    search.at(
        new DN(user.dn()),
        searcher.users(),
        List.of(memberOf),
        entry -> found.addAll(values(entry, memberOf)));
    return found;
  }

  private Set<String> walkUp(User user) throws LDAPException {
    Walk walk = new Walk(schema.nestingDepth());
    Set<String> found = new LinkedHashSet<>();
    Map<String, Collection<String>> wanted = new HashMap<>();
    schema.groupLoginNames().ifPresent(name -> wanted.put(name, List.of(user.loginName())));
    Set<String> level = walk.unseen(List.of(user.dn()));
    while (!level.isEmpty()) {
      Set<String> above = new LinkedHashSet<>();
      for (String attribute : schema.groupMembers()) {
        wanted.put(attribute, level);
      }
      for (Map.Entry<String, Collection<String>> each : wanted.entrySet()) {
        anyOf(
            each.getKey(),
            each.getValue(),
            searcher::groupsAnd,
            NOTHING,
            group -> above.add(group.getDN()));
      }
      wanted.clear();
      level = walk.unseen(above);
      found.addAll(level);
    }
    return found;
  }
}
