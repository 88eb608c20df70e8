package dev.deskwright.gateway.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.state.Change;
import dev.deskwright.gateway.state.Kind;
import dev.deskwright.gateway.state.SharedState;
import dev.deskwright.kernel.Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts tries in the shared state, each before it is made: so however many replicas and requests
 * try at once, no more tries are made than the limits allow. What was no failure is given back.
 */
final class Attempts {

  private static final String TIMES = "t";

  /** A try that was counted, or how long none will be. */
  sealed interface Count {}

  /** Go on. */
  record Counted(String user, long round, String address, long at) implements Count {}

  /** Do not. */
  record Locked(Duration remaining) implements Count {}

  private final SharedState state;
  private final AttemptLimits limits;
  private final Defences defences;
  private final Clock clock;

  Attempts(SharedState state, AttemptLimits limits, Defences defences, Clock clock) {
    this.state = state;
    this.limits = limits;
    this.defences = defences;
    this.clock = clock;
  }

  /**
   * Counts a try.
   *
   * @param user whoever it is for, whether or not they exist
   */
  Count count(String user, String client) {
    Instant now = clock.instant();
    String address = "address/" + Address.of(client).map(Address::network).orElse(client);
    Optional<Duration> wait = countAddress(address, now);
    if (wait.isPresent()) {
      return new Locked(wait.get());
    }
    return countUser("user/" + user, address, now);
  }

  private Optional<Duration> countAddress(String address, Instant now) {
    return state.change(
        Kind.ATTEMPTS,
        address,
        before -> {
          List<Long> times = timesSince(before, now.minus(limits.addressWindow()));
          if (defences.has(Defence.ADDRESS_LOCKOUT) && times.size() >= limits.addressFailures()) {
            Instant free = Instant.ofEpochMilli(times.get(0)).plus(limits.addressWindow());
            return Change.none(Optional.of(Duration.between(now, free)));
          }
          times.add(now.toEpochMilli());
          return written(times, now, Optional.empty());
        });
  }

  /** The latest so many, oldest first. */
  private List<Long> timesSince(Optional<ObjectNode> json, Instant begin) {
    List<Long> times = new ArrayList<>();
    json.ifPresent(node -> node.get(TIMES).forEach(time -> times.add(time.longValue())));
    times.removeIf(time -> time <= begin.toEpochMilli());
    times.sort(null);
    int over = times.size() - limits.addressFailures();
    return over > 0 ? new ArrayList<>(times.subList(over, times.size())) : times;
  }

  private <T> Change<T> written(List<Long> times, Instant now, T result) {
    if (times.isEmpty()) {
      return Change.delete(result);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var list = json.putArray(TIMES);
    times.forEach(list::add);
    return Change.write(json, now.plus(limits.addressWindow()), result);
  }

  private Count countUser(String user, String address, Instant now) {
    return state.change(
        Kind.ATTEMPTS,
        user,
        before -> {
          UserTries tries = UserTries.of(before);
          if (defences.has(Defence.USER_LOCKOUT) && tries.isLocked(now)) {
            return Change.none(new Locked(Duration.between(now, tries.lockedUntil())));
          }
          UserTries next = tries.plusOne(limits, now);
          return Change.write(
              next.json(),
              next.forgottenAt(limits, now),
              new Counted(user, next.round(), address, now.toEpochMilli()));
        });
  }

  /** It was no failure: neither of the user nor of the address. */
  void giveBack(Counted counted) {
    giveBackAddress(counted);
    Instant now = clock.instant();
    state.change(
        Kind.ATTEMPTS,
        counted.user(),
        before -> {
          UserTries tries = UserTries.of(before);
          UserTries next = tries.minusOne(limits, counted.round());
          if (before.isEmpty() || next.equals(tries)) {
            return Change.none(true);
          }
          return next.isNothing()
              ? Change.delete(true)
              : Change.write(next.json(), next.forgottenAt(limits, now), true);
        });
  }

  /** It was no failure of the address; whether it was one of the user is still open. */
  void giveBackAddress(Counted counted) {
    Instant now = clock.instant();
    state.change(
        Kind.ATTEMPTS,
        counted.address(),
        before -> {
          List<Long> times = timesSince(before, now.minus(limits.addressWindow()));
          return times.remove((Long) counted.at()) ? written(times, now, true) : Change.none(true);
        });
  }

  /** The user is in, with every factor: their failures are forgotten. The address keeps its own. */
  void forget(String user) {
    state.change(
        Kind.ATTEMPTS,
        "user/" + user,
        before -> before.isPresent() ? Change.delete(true) : Change.none(true));
  }
}
