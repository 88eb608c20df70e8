package dev.deskwright.gateway.portal;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.portal.FleetView.Item;
import dev.deskwright.gateway.portal.Refusal.Code;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.kernel.Ids;
import dev.deskwright.users.LoginName;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fleet, to be looked at: whoever may list WorkSpaces in Kubernetes sees the same here. */
final class FleetRoutes {

  private static final int LARGEST_PAGE = 500;
  private static final int USUAL_PAGE = 100;

  private final Cluster cluster;
  private final Callers callers;
  private final Blocking blocking;
  private final FleetAccess access;
  private final FleetItems items;

  FleetRoutes(
      Cluster cluster, Callers callers, Blocking blocking, FleetAccess access, FleetItems items) {
    this.cluster = cluster;
    this.callers = callers;
    this.blocking = blocking;
    this.access = access;
    this.items = items;
  }

  void addTo(Router router) {
    router.get("/fleet").handler(this::show);
  }

  private void show(RoutingContext context) {
    Session session = callers.required(context);
    int limit = number(context, "limit", 1, LARGEST_PAGE, USUAL_PAGE);
    int offset = number(context, "offset", 0, Integer.MAX_VALUE, 0);
    Predicate<Item> filter = filter(context);
    blocking.answer(
        context,
        () -> fleet(access.namespaces(session), filter, limit, offset),
        fleet -> Json.answer(context, 200, fleet));
  }

  private FleetView fleet(
      Predicate<String> namespaces, Predicate<Item> filter, int limit, int offset) {
    List<WorkSpace> all =
        cluster.all().filter(ws -> namespaces.test(ws.getMetadata().getNamespace())).toList();
    List<Item> lines = all.stream().map(items::of).toList();
    List<Item> wanted =
        lines.stream()
            .filter(filter)
            .sorted(
                Comparator.comparing((Item item) -> !item.attention())
                    .thenComparing(Item::namespace)
                    .thenComparing(Item::name))
            .toList();
    return new FleetView(
        lines.stream()
            .collect(Collectors.groupingBy(Item::state, TreeMap::new, Collectors.counting())),
        lines.stream()
            .filter(item -> Connection.State.CONNECTED.name().equals(item.connection()))
            .count(),
        lines.stream().filter(Item::attention).count(),
        directories(namespaces, lines),
        cost(lines),
        lines.stream().mapToLong(Item::runningSecondsThisMonth).sum(),
        wanted.size(),
        wanted.stream().skip(offset).limit(limit).toList());
  }

  private List<FleetView.Group> directories(Predicate<String> namespaces, List<Item> lines) {
    Map<String, Long> counts =
        lines.stream()
            .collect(Collectors.groupingBy(FleetRoutes::directoryKey, Collectors.counting()));
    return cluster
        .directories()
        .filter(found -> namespaces.test(found.getMetadata().getNamespace()))
        .map(
            found ->
                new FleetView.Group(
                    Ids.directory(found.getMetadata().getUid()),
                    found.getMetadata().getNamespace() + "/" + found.getMetadata().getName(),
                    counts.getOrDefault(
                        found.getMetadata().getNamespace() + "/" + found.getMetadata().getName(),
                        0L)))
        .sorted(Comparator.comparing(FleetView.Group::name))
        .toList();
  }

  private static String directoryKey(Item item) {
    return item.namespace() + "/" + item.directory();
  }

  private static List<FleetView.Cost> cost(List<Item> lines) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    lines.stream()
        .filter(item -> item.costThisMonth() != null)
        .forEach(
            item ->
                sums.merge(item.currency(), new BigDecimal(item.costThisMonth()), BigDecimal::add));
    return sums.entrySet().stream()
        .map(sum -> new FleetView.Cost(sum.getKey(), sum.getValue().toPlainString()))
        .toList();
  }

  private Predicate<Item> filter(RoutingContext context) {
    var query = context.request().params();
    Optional<String> state = Optional.ofNullable(query.get("state"));
    Optional<String> directory =
        Optional.ofNullable(query.get("directory")).map(this::directoryWithId);
    boolean attention = Boolean.parseBoolean(query.get("attention"));
    Optional<String> text = Optional.ofNullable(query.get("text")).map(LoginName::key);
    return item ->
        state.map(item.state()::equals).orElse(true)
            && directory.map(directoryKey(item)::equals).orElse(true)
            && (!attention || item.attention())
            && text.map(part -> texts(item).anyMatch(has -> has.contains(part))).orElse(true);
  }

  private String directoryWithId(String id) {
    return cluster
        .directories()
        .filter(found -> Ids.directory(found.getMetadata().getUid()).equals(id))
        .map(found -> found.getMetadata().getNamespace() + "/" + found.getMetadata().getName())
        .findFirst()
        .orElse("");
  }

  private static Stream<String> texts(Item item) {
    return Stream.of(
            item.name(), item.userName(), item.workspaceId(), item.bundle(), item.namespace())
        .map(LoginName::key);
  }

  private static int number(RoutingContext context, String name, int min, int max, int otherwise) {
    String text = context.request().getParam(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of bounds is
    }
    throw new Refusal(
        Code.BadRequest, "%s must be a whole number from %d to %d.".formatted(name, min, max));
  }
}
