package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The login names of one search, and what came for each. A name with a domain is first a principal
 * name as it stands; if no entry has that, and the domain is this one, it is the login name before
 * the {@code @} (the order of MS-ADTS 5.1.1.1.1).
 */
final class Asked {

  /** Where entries for one written name are collected. */
  private static final class Answers {
    private final List<Account> exact = new ArrayList<>(1);
    private final List<Account> implied = new ArrayList<>(0);

    Account account() {
      List<Account> found = exact.isEmpty() ? implied : exact;
      return switch (found.size()) {
        case 0 -> new Account.Unknown();
        case 1 -> found.get(0);
        default -> new Account.Ambiguous(found.size());
      };
    }
  }

  private final Schema schema;
  private final String domain;
  private final Map<String, Answers> answers = new LinkedHashMap<>();
  private final Map<String, List<List<Account>>> byLoginName = new HashMap<>();
  private final Map<String, List<List<Account>>> byPrincipal = new HashMap<>();
  private final Set<Filter> filters = new LinkedHashSet<>();

  Asked(Schema schema, String domain, Collection<String> written) {
    this.schema = schema;
    this.domain = domain;
    for (String each : written) {
      Answers slot = new Answers();
      if (answers.putIfAbsent(each, slot) == null) {
        LoginName.parse(each).ifPresent(name -> ask(name, slot));
      }
    }
  }

  private void ask(LoginName name, Answers slot) {
    if (name.domain().isEmpty()) {
      askLoginName(name.name(), slot.exact);
      return;
    }
    if (schema.principalName().isPresent()) {
      want(byPrincipal, schema.principalName().get(), name.name(), slot.exact);
    } else {
      askLoginName(name.name(), slot.exact);
    }
    if (name.domain().get().equalsIgnoreCase(domain)) {
      askLoginName(name.local().orElseThrow(), slot.implied);
    }
  }

  private void askLoginName(String name, List<Account> into) {
    want(byLoginName, schema.loginName(), name, into);
  }

  private void want(
      Map<String, List<List<Account>>> index, String attribute, String name, List<Account> into) {
    index.computeIfAbsent(LoginName.fold(name), key -> new ArrayList<>(1)).add(into);
    filters.add(Filter.createEqualityFilter(attribute, name));
  }

  /** Any of the names; nothing if none of them can be one. */
  Optional<Filter> filter() {
    return filters.isEmpty() ? Optional.empty() : Optional.of(Filter.createORFilter(filters));
  }

  /** Takes an entry for the names that it has, if any of them was asked for. */
  void take(SearchResultEntry entry, AccountReader reader) {
    String[] loginNames = entry.getAttributeValues(schema.loginName());
    if (loginNames == null) {
      return;
    }
    // An entry may have several of the names asked for, but counts once for each of them.
    Set<List<Account>> answered = Collections.newSetFromMap(new IdentityHashMap<>());
    for (String loginName : loginNames) {
      answer(byLoginName, loginName, reader.read(entry, loginName), answered);
    }
    for (String principal : principals(entry)) {
      answer(byPrincipal, principal, reader.read(entry, loginNames[0]), answered);
    }
  }

  private String[] principals(SearchResultEntry entry) {
    String[] values = schema.principalName().map(entry::getAttributeValues).orElse(null);
    return values == null ? new String[0] : values;
  }

  private static void answer(
      Map<String, List<List<Account>>> index,
      String name,
      Account account,
      Set<List<Account>> answered) {
    for (List<Account> slot : index.getOrDefault(LoginName.fold(name), List.of())) {
      if (answered.add(slot)) {
        slot.add(account);
      }
    }
  }

  void forEach(BiConsumer<String, Account> each) {
    answers.forEach((written, slot) -> each.accept(written, slot.account()));
  }
}
