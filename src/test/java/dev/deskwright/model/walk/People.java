package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.Weekly;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.DeletionPolicy;
import dev.deskwright.api.v1alpha1.WorkSpaceSpec.Maintenance;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What users and administrators do to WorkSpaces and Bundles. */
final class People {

  /** Those that are possible in few states come more often. */
  private static final List<Operation> OPERATIONS =
      Stream.concat(
              Arrays.stream(Operation.values()).filter(Operation::canBeAskedFor),
              Stream.of(
                  Operation.start,
                  Operation.start,
                  Operation.stop,
                  Operation.restore,
                  Operation.restore,
                  Operation.rebuild,
                  Operation.applyNow,
                  Operation.snapshot))
          .toList();

  private static final List<DeletionPolicy> POLICIES = List.of(DeletionPolicy.values());
  private static final List<RunningMode> MODES =
      List.of(
          new RunningMode(Mode.AlwaysOn, null, null),
          new RunningMode(Mode.Manual, null, null),
          new RunningMode(Mode.AutoStop, 60, null),
          new RunningMode(Mode.Manual, null, new Weekly("30 7 * * 1-5", "0 18 * * *", null)));

  private final Cluster cluster;
  private final Checks checks;
  private final Map<String, Wish> wishes = new HashMap<>();
  private final Map<Operation, List<String>> values = new HashMap<>();
  private int asked;

  People(Cluster cluster, Checks checks) {
    this.cluster = cluster;
    this.checks = checks;
    Bundles.NAMES.forEach(name -> cluster.bundles.put(name, Bundles.of(name, 0)));
  }

  /** The same, of a cluster that goes on by itself. */
  People(People of, Cluster cluster, Checks checks) {
    this.cluster = cluster;
    this.checks = checks;
    of.wishes.forEach((name, wish) -> wishes.put(name, wish.fork()));
    of.values.forEach((operation, given) -> values.put(operation, new ArrayList<>(given)));
    asked = of.asked;
  }

  void create(String name, Wish wish) {
    wishes.put(name, wish);
    cluster.create(cluster.workspaces, wish.workspace(name));
  }

  private Optional<WorkSpace> workspace(int arg) {
    return Happenings.pick(cluster.workspaces.values(), arg);
  }

  boolean ask(int arg) {
    return ask(workspace(arg / 64), OPERATIONS.get(arg % OPERATIONS.size()));
  }

  boolean ask(Optional<WorkSpace> workspace, Operation operation) {
    String value = "v" + ++asked;
    values.computeIfAbsent(operation, o -> new ArrayList<>()).add(value);
    return annotate(workspace, operation, value);
  }

  boolean repeat(int arg) {
    Operation operation = OPERATIONS.get(arg % OPERATIONS.size());
    return Happenings.pick(values.getOrDefault(operation, List.of()), arg / 16)
        .map(value -> annotate(workspace(arg / 64), operation, value))
        .orElse(false);
  }

  private boolean annotate(Optional<WorkSpace> workspace, Operation operation, String value) {
    if (workspace.filter(ws -> !value.equals(Requested.annotation(ws, operation))).isEmpty()) {
      return false;
    }
    WorkSpace live = workspace.get();
    ObjectMeta meta = Copies.meta(live, cluster.news.about(live));
    Map<String, String> annotations = new HashMap<>();
    Optional.ofNullable(meta.getAnnotations()).ifPresent(annotations::putAll);
    annotations.put(Labels.operation(operation.key()), value);
    meta.setAnnotations(annotations);
    cluster.meta(live, meta);
    checks.requested.ask(live, operation, value);
    return true;
  }

  private boolean change(int arg, Consumer<Wish> how) {
    var workspace = workspace(arg);
    if (workspace.isEmpty()) {
      return false;
    }
    Wish wish = wishes.get(workspace.get().getMetadata().getName());
    var before = wish.spec();
    how.accept(wish);
    var after = wish.spec();
    if (after.equals(before)) {
      return false;
    }
    if (!after.bundleRef().equals(before.bundleRef())) {
      checks.requested.wish(workspace.get());
    }
    cluster.change(workspace.get(), after);
    return true;
  }

  boolean wish(int arg) {
    return change(arg / 8, w -> w.bundle = Bundles.NAMES.get((arg + 1) % Bundles.NAMES.size()));
  }

  boolean mode(int arg) {
    return change(arg / 8, wish -> wish.mode = MODES.get((arg + 1) % 8 % 5 % MODES.size()));
  }

  boolean suspend(int arg) {
    return change(
        arg / 4, w -> w.suspended = (w.suspended == null && arg % 4 == 0) ? Boolean.TRUE : null);
  }

  boolean admin(int arg) {
    return change(
        arg / 4,
        w -> {
          boolean begins = w.maintenance == null && arg % 4 == 0;
          w.maintenance = begins ? Maintenance.AdminMaintenance : null;
        });
  }

  boolean policy(int arg) {
    return change(arg / 8, wish -> wish.policy = POLICIES.get(arg % POLICIES.size()));
  }

  boolean compute(int arg) {
    return change(arg, w -> w.computeType = w.computeType == null ? "Performance" : null);
  }

  boolean tag(int arg) {
    return change(arg, w -> w.tags = w.tags == null ? Map.of("team", "blue") : null);
  }

  boolean connection(int arg) {
    var workspace = workspace(arg / 8);
    if (workspace.isEmpty() || workspace.get().getStatus() == null) {
      return false;
    }
    String now = Conditions.time(cluster.now);
    var record =
        switch (arg % 4) {
          case 1 -> new Connection(Connection.State.CONNECTED, now, now);
          case 2 -> new Connection(Connection.State.UNKNOWN, null, now);
          case 3 -> new Connection(Connection.State.DISCONNECTED, "yesterday", now);
          default -> new Connection(Connection.State.DISCONNECTED, now, now);
        };
    WorkSpaceStatus status = workspace.get().getStatus();
    cluster.status(
        workspace.get(),
        Statuses.withConnection(status, record),
        cluster.news.about(workspace.get()));
    return true;
  }

  /** A backup without statuses is put back. */
  boolean statusIsLost(int arg) {
    var workspace = workspace(arg / 4).filter(ws -> arg % 4 == 0 && ws.getStatus() != null);
    workspace.ifPresent(
        ws -> {
          cluster.status(ws, null, cluster.news.about(ws));
          checks.requested.forget(ws);
        });
    return workspace.isPresent();
  }

  boolean image(int arg) {
    return Happenings.pick(cluster.bundles.keySet(), arg)
        .map(
            name -> {
              cluster.bundles.put(name, Bundles.of(name, arg / 4 % Bundles.IMAGES));
              cluster.news.toAll();
              return true;
            })
        .orElse(false);
  }

  boolean bundleComesOrGoes(int arg) {
    String name = Bundles.NAMES.get(arg % Bundles.NAMES.size());
    if (cluster.bundles.remove(name) == null) {
      cluster.bundles.put(name, Bundles.of(name, 0));
    }
    cluster.news.toAll();
    return true;
  }

  void bundlesComeBack() {
    for (String name : Bundles.NAMES) {
      if (cluster.bundles.putIfAbsent(name, Bundles.of(name, 0)) == null) {
        cluster.news.toAll();
      }
    }
  }

  boolean delete(int arg) {
    var workspace = workspace(arg).filter(ws -> !ws.isMarkedForDeletion());
    workspace.ifPresent(cluster::deleteWorkSpace);
    return workspace.isPresent();
  }

  /** Another WorkSpace of the same user, which wants the user drive; or one of the same name. */
  boolean heir(int arg) {
    String name = arg % 8 == 1 ? "desk" : "heir";
    var drive =
        cluster.claims.keySet().stream().filter(claim -> claim.startsWith("desk-user")).toList();
    if (cluster.workspaces.containsKey(name)) {
      return false;
    }
    Wish wish = new Wish();
    wish.claimName = name.equals("desk") ? null : Happenings.pick(drive, arg / 4).orElse(null);
    wish.policy = POLICIES.get(arg / 64 % POLICIES.size());
    create(name, wish);
    return true;
  }
}
