package dev.deskwright.ldap;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts the requests that go out. */
final class RequestCount implements LdapObserver {

  record Seen(Kind kind, Duration duration, Outcome outcome) {}

  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  @Override
  public void request(Kind kind, Duration duration, Outcome outcome) {
    seen.add(new Seen(kind, duration, outcome));
  }

  List<Seen> seen() {
    return seen;
  }

  long of(Kind kind) {
    return seen.stream().filter(each -> each.kind() == kind).count();
  }

  void forget() {
    seen.clear();
  }
}
