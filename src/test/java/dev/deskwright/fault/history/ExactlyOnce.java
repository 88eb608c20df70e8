package dev.deskwright.fault.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.fault.history.Violation.Invariant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request that has ended stays as it ended, one that is under way is not forgotten, and none is
 * taken on again. And no more ready pods are taken from a user than operations were accepted that
 * take one.
 */
final class ExactlyOnce implements Checker.Rule {

  private static final Set<String> TAKE_THE_POD =
      Set.of("reboot", "rebuild", "restore", "migrate", "apply-now", "maintenance");

  /** All that is known of one WorkSpace. */
  private static final class Account {
    private final Map<String, String> results = new HashMap<>();
    private final Set<String> orders = new HashSet<>();
    private int taken;
    private int allowed;
  }

  private final Map<String, Account> accounts = new HashMap<>();

  @Override
  public void check(Change change, History history, Checker.Report report) {
    if (change.isOf("workspaces")) {
      if (change.after() != null) {
        workspace(change, report);
      }
      if (change.dooms()) {
        account(Objects.uid(change.before())).allowed++;
      }
    } else if (change.isOf("pods") && change.dooms()) {
      Objects.owner(change.before()).ifPresent(owner -> pod(change, owner, report));
    }
  }

  private Account account(String uid) {
    return accounts.computeIfAbsent(uid, key -> new Account());
  }

  private void workspace(Change change, Checker.Report report) {
    Account account = account(Objects.uid(change.after()));
    orders(account, change.after());
    Map<String, String> now = new LinkedHashMap<>();
    for (JsonNode operation : change.after().at("/status/operations")) {
      String key = key(operation);
      String result = operation.path("result").asText();
      if (now.put(key, result) != null) {
        report(change, report, key + " is recorded twice");
      }
      advance(account, key, result, change, report);
      boolean takes = TAKE_THE_POD.contains(operation.path("operation").asText());
      if (takes && !result.equals("Refused") && account.orders.add(key)) {
        account.allowed++;
      }
      if (takes && result.equals("Failed") && account.orders.add(key + " back")) {
        account.allowed++;
      }
    }
    account.results.forEach(
        (key, result) -> {
          if (result.equals("Running") && !now.containsKey(key)) {
            report(change, report, key + " was under way, and is forgotten");
          }
        });
  }

  private static void advance(
      Account account, String key, String result, Change change, Checker.Report report) {
    String before = account.results.put(key, result);
    if (before != null && !before.equals("Running") && !before.equals(result)) {
      report(change, report, "%s was %s, and is now %s".formatted(key, before, result));
    }
  }

  /**
   * A migration is not asked for by a value: the operator names it, and may use a name again when
   * it has forgotten the one before.
   */
  private static String key(JsonNode operation) {
    String name = operation.path("operation").asText();
    return "%s %s%s"
        .formatted(
            name,
            operation.path("request").asText(),
            name.equals("migrate") ? " of " + operation.path("requestedAt").asText() : "");
  }

  /** What takes a pod and leaves no record before it does: a stop, or that nobody may have it. */
  private static void orders(Account account, JsonNode workspace) {
    String stop = Objects.annotation(workspace, "deskwright.dev/stop");
    if (!stop.isEmpty() && account.orders.add("stop " + stop)) {
      account.allowed++;
    }
    boolean suspended = workspace.at("/spec/suspended").asBoolean();
    if (suspended && account.orders.add("suspended " + workspace.at("/metadata/generation"))) {
      account.allowed++;
    }
  }

  private void pod(Change change, String owner, Checker.Report report) {
    if (!Objects.isReady(change.before())
        || !Objects.annotation(change.object(), Marks.ASKED).isEmpty()) {
      return;
    }
    Account account = account(owner);
    account.taken++;
    if (account.taken > account.allowed) {
      report(
          change,
          report,
          "the %dth ready pod was taken from its user, and %d operations were accepted that take one"
              .formatted(account.taken, account.allowed));
    }
  }

  private static void report(Change change, Checker.Report report, String what) {
    report.broken(new Violation(Invariant.EXACTLY_ONCE, change.subject(), change.revision(), what));
  }
}
