package dev.deskwright.bench.cluster;

import dev.deskwright.fixture.AuditLog;
import dev.deskwright.fixture.AuditLog.Request;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the operator has asked the API server for, by the server's audit log, the lease left out.
 */
public record Requests(List<Request> all) {

  private static final int CONFLICT = 409;

  private static final List<String> OF_A_DESKTOP =
      List.of("workspaces", "pods", "persistentvolumeclaims", "events", "volumesnapshots");

  /** Since a position of the log. */
  public static Requests since(AuditLog log, long position) throws IOException {
    return new Requests(
        log.operatorRequestsSince(position).stream()
            .filter(request -> !request.resource().equals("leases"))
            .toList());
  }

  /**
   * What changes something that is stored: asking for one's own rights is a create, and does not.
   */
  public List<Request> writes() {
    return all.stream()
        .filter(request -> request.isWrite() && !request.group().equals("authorization.k8s.io"))
        .toList();
  }

  /** Counts for each of so many desktops. */
  public Map<String, Double> each(int desktops) {
    var own = new Requests(all.stream().filter(Requests::isOfADesktop).toList());
    Map<String, Double> figures = new TreeMap<>();
    figures.put("writes each", own.writes().size() / (double) desktops);
    figures.put("reads each", own.count(Requests::isRead, desktops));
    figures.put("requests for what all share", (double) all.size() - own.all().size());
    figures.put("conflicts each", count(r -> r.code() == CONFLICT, desktops));
    figures.put("writes each that change nothing", changingNothing() / (double) desktops);
    return figures;
  }

  /**
   * Each change of anything counts the version up; a write that gets an old one changes nothing.
   */
  private long changingNothing() {
    List<Request> writes = writes().stream().filter(write -> write.version() != 0).toList();
    var newest = new TreeMap<Instant, Long>();
    writes.stream()
        .sorted(Comparator.comparing(Request::answered))
        .forEach(
            write ->
                newest.put(
                    write.answered(),
                    newest.isEmpty()
                        ? write.version()
                        : Math.max(write.version(), newest.lastEntry().getValue())));
    return writes.stream()
        .filter(
            write -> {
              var before = newest.lowerEntry(write.received());
              return before != null && before.getValue() >= write.version();
            })
        .count();
  }

  private static boolean isRead(Request request) {
    return List.of("get", "list").contains(request.verb());
  }

  /** Directory and Bundle, with what belongs to them, are few, however many desktops there are. */
  private static boolean isOfADesktop(Request request) {
    return OF_A_DESKTOP.stream().anyMatch(request.resource()::startsWith);
  }

  private double count(Predicate<Request> which, int desktops) {
    return all.stream().filter(which).count() / (double) desktops;
  }
}
