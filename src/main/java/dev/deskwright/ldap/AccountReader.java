package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.Entry;
import dev.deskwright.ldap.Account.Cause;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Makes an account of an entry. */
final class AccountReader {

  private final Schema schema;
  private final Clock clock;
  private final Set<String> attributes = new LinkedHashSet<>();

  AccountReader(Schema schema, Clock clock) {
    this.schema = schema;
    this.clock = clock;
    attributes.add(schema.loginName());
    schema.principalName().ifPresent(attributes::add);
    attributes.add(schema.displayName());
    attributes.add(schema.mail());
    schema.accountRules().forEach(rule -> attributes.add(rule.attribute()));
  }

  /** All that is ever read of a user. */
  Set<String> attributes() {
    return attributes;
  }

  Account read(Entry entry, String loginName) {
    User user =
        new User(
            entry.getDN(),
            loginName,
            value(entry, schema.displayName()),
            value(entry, schema.mail()),
            schema.principalName().flatMap(name -> value(entry, name)));
    return cause(entry)
        .<Account>map(cause -> new Account.Disabled(user, cause))
        .orElseGet(() -> new Account.Active(user));
  }

  private Optional<Cause> cause(Entry entry) {
    return schema.accountRules().stream()
        .flatMap(rule -> rule.cause(entry, clock.instant()).stream())
        .findFirst();
  }

  private static Optional<String> value(Entry entry, String attribute) {
    return Optional.ofNullable(entry.getAttributeValue(attribute)).filter(v -> !v.isBlank());
  }
}
