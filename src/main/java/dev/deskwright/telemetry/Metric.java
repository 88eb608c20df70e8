package dev.deskwright.telemetry;

import static dev.deskwright.telemetry.Component.BOTH;
import static dev.deskwright.telemetry.Component.GATEWAY;
import static dev.deskwright.telemetry.Component.OPERATOR;
import static dev.deskwright.telemetry.Metric.Type.COUNTER;
import static dev.deskwright.telemetry.Metric.Type.GAUGE;
import static dev.deskwright.telemetry.Metric.Type.INFO;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Every metric of Deskwright's own. Meters are made through it alone, so that name, labels and help
 * exist once; the constant's name is the metric's, without {@code deskwright_}.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are.
public enum Metric {
  BUILD_INFO(BOTH, INFO, "Always 1: which version runs.", "version", "component"),
  LDAP_REQUEST_DURATION_SECONDS(
      BOTH,
      buckets(0.005, 0.02, 0.1, 0.5, 2, 10),
      "Time until a directory server, or DNS for one, has answered.",
      "operation",
      "outcome"),
  KUBERNETES_REQUESTS_TOTAL(
      BOTH,
      COUNTER,
      "Requests to the API server by what they ended with; code is error without an answer.",
      "verb",
      "resource",
      "code"),
  KUBERNETES_REQUEST_DURATION_SECONDS(
      BOTH,
      buckets(0.01, 0.05, 0.25, 1, 5, 30),
      "Time until the API server has answered, without watches.",
      "verb"),
  CERTIFICATE_EXPIRY_TIMESTAMP_SECONDS(
      BOTH, GAUGE, "When a certificate expires, as Unix time.", "certificate"),
  LEADER(OPERATOR, GAUGE, "1 on the replica that acts, 0 on one that stands by."),
  DIRECTORY_INFO(
      OPERATOR,
      INFO,
      "Always 1: the names of a Directory, to be joined by directory_id.",
      "directory_id",
      "namespace",
      "directory",
      "type"),
  DIRECTORY_CONDITION(
      OPERATOR,
      GAUGE,
      "1 when a condition of a Directory is True, 0 when it is not.",
      "directory_id",
      "condition"),
  WORKSPACES(OPERATOR, GAUGE, "WorkSpaces in each state.", "directory_id", "state"),
  USERS_CONNECTED(OPERATOR, GAUGE, "WorkSpaces whose user is connected.", "directory_id"),
  RUNNING_SECONDS(
      OPERATOR, GAUGE, "Running time of the current month (UTC) so far.", "directory_id", "mode"),
  COST(
      OPERATOR,
      GAUGE,
      "Cost of the current month (UTC) so far, of the WorkSpaces with each way of billing.",
      "directory_id",
      "currency",
      "billing"),
  TAG_RUNNING_SECONDS(
      OPERATOR,
      GAUGE,
      "Running time of the current month (UTC) so far, by the value of a chosen tag.",
      "tag",
      "value"),
  TAG_COST(
      OPERATOR,
      GAUGE,
      "Cost of the current month (UTC) so far, by the value of a chosen tag.",
      "tag",
      "value",
      "currency"),
  OPERATIONS_TOTAL(
      OPERATOR,
      COUNTER,
      "Operations on WorkSpaces that ended: Done, Failed or Refused.",
      "directory_id",
      "operation",
      "result"),
  OPERATION_DURATION_SECONDS(
      OPERATOR,
      buckets(5, 15, 30, 60, 120, 300, 900, 3600),
      "Time from accepting an operation to its end.",
      "operation",
      "result"),
  OPERATIONS_RUNNING(
      OPERATOR, GAUGE, "Operations that are under way.", "directory_id", "operation"),
  OPERATION_OLDEST_SECONDS(
      OPERATOR,
      GAUGE,
      "Age of the operation that is under way for longest; 0 when none is.",
      "directory_id"),
  SNAPSHOTS_OVERDUE(
      OPERATOR, GAUGE, "WorkSpaces whose condition SnapshotsCurrent is False.", "directory_id"),
  SNAPSHOT_OLDEST_AGE_SECONDS(
      OPERATOR,
      GAUGE,
      "Age of the oldest among the newest automatic snapshots of the user volumes of those that run.",
      "directory_id"),
  QUOTA_USED(
      OPERATOR, GAUGE, "What the WorkSpaces of a Directory use.", "directory_id", "resource"),
  QUOTA_LIMIT(
      OPERATOR,
      GAUGE,
      "What the WorkSpaces of a Directory may use at most.",
      "directory_id",
      "resource"),
  RECONCILE_QUEUE(
      OPERATOR, GAUGE, "WorkSpaces, Bundles and Directories that wait for a thread's attention."),
  TRANSITIONS_TOTAL(
      OPERATOR, COUNTER, "Changes of the reason of the condition Ready.", "kind", "reason"),
  WORKSPACE_INFO(
      OPERATOR,
      INFO,
      "Always 1: the names of a WorkSpace, to be joined by workspace_id.",
      "workspace_id",
      "directory_id",
      "namespace",
      "workspace",
      "bundle",
      "mode"),
  WORKSPACE_STATE(
      OPERATOR, GAUGE, "Always 1: the state that a WorkSpace is in now.", "workspace_id", "state"),
  WORKSPACE_CONNECTED(OPERATOR, GAUGE, "1 while the user is connected, else 0.", "workspace_id"),
  WORKSPACE_RUNNING_SECONDS(
      OPERATOR, GAUGE, "Running time of the current month (UTC) so far.", "workspace_id"),
  WORKSPACE_COST(
      OPERATOR, GAUGE, "Cost of the current month (UTC) so far.", "workspace_id", "currency"),
  WORKSPACE_SNAPSHOT_TIMESTAMP_SECONDS(
      OPERATOR,
      GAUGE,
      "When the newest automatic snapshot of the user volume was taken, as Unix time.",
      "workspace_id"),
  WORKSPACE_VOLUME_INFO(
      OPERATOR,
      INFO,
      "Always 1: the claim of a volume, to be joined with the kubelet's kubelet_volume_stats_*.",
      "workspace_id",
      "volume",
      "namespace",
      "persistentvolumeclaim"),
  GATEWAY_SIGN_INS_TOTAL(GATEWAY, COUNTER, "Attempts to sign in.", "directory_id", "outcome"),
  GATEWAY_DEVICE_CHECKS_TOTAL(
      GATEWAY,
      COUNTER,
      "Checks at sign-in of the kind of device, where a Directory has rules for it.",
      "directory_id",
      "outcome"),
  GATEWAY_SESSIONS(
      GATEWAY, GAUGE, "Connections to desktops that stand or are being opened.", "directory_id"),
  GATEWAY_BYTES_TOTAL(
      GATEWAY, COUNTER, "Bytes that went through, without the WebSocket's own.", "direction"),
  GATEWAY_CONNECTION_ATTEMPTS_TOTAL(
      GATEWAY, COUNTER, "Connections to desktops that were asked for.", "directory_id"),
  GATEWAY_CONNECTION_SUCCESSES_TOTAL(
      GATEWAY, COUNTER, "Connections to desktops that were made.", "directory_id"),
  GATEWAY_CONNECTION_FAILURES_TOTAL(
      GATEWAY, COUNTER, "Connections to desktops that were not made.", "directory_id", "reason"),
  GATEWAY_CONNECTION_ENDINGS_TOTAL(
      GATEWAY, COUNTER, "Connections to desktops that ended.", "directory_id", "reason"),
  GATEWAY_SESSION_LAUNCH_SECONDS(
      GATEWAY,
      buckets(0.05, 0.2, 1, 5, 15, 60),
      "From the request for a connection until bytes flow.",
      "directory_id"),
  GATEWAY_IN_SESSION_LATENCY_SECONDS(
      GATEWAY,
      buckets(0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 1),
      "Round trip from the gateway to the client of a connection that stands.",
      "directory_id"),
  GATEWAY_WORKSPACE_CONNECTION_ATTEMPTS_TOTAL(
      GATEWAY, COUNTER, "Connections to a desktop that were asked for.", "workspace_id"),
  GATEWAY_WORKSPACE_CONNECTION_SUCCESSES_TOTAL(
      GATEWAY, COUNTER, "Connections to a desktop that were made.", "workspace_id"),
  GATEWAY_WORKSPACE_CONNECTION_FAILURES_TOTAL(
      GATEWAY, COUNTER, "Connections to a desktop that were not made.", "workspace_id"),
  GATEWAY_WORKSPACE_LATENCY_SECONDS(
      GATEWAY,
      GAUGE,
      "Latest round trip from the gateway to the client of a connection that stands.",
      "workspace_id");

  /** What Prometheus takes a metric for. */
  public enum Type {
    /** A gauge that is always 1; its labels are what it tells. */
    INFO,
    GAUGE,
    COUNTER,
    /** Of seconds. Micrometer adds a gauge with the highest of the last minutes, {@code _max}. */
    HISTOGRAM
  }

  private static final String PREFIX = "deskwright_";
  private static final String WORKSPACE_ID = "workspace_id";

  private final Component component;
  private final Type type;

  private final List<Duration> buckets;

  private final String help;

  private final List<String> labels;

  Metric(Component component, Type type, String help, String... labels) {
    this(component, type, List.of(), help, labels);
  }

  Metric(Component component, List<Duration> buckets, String help, String... labels) {
    this(component, Type.HISTOGRAM, buckets, help, labels);
  }

  Metric(Component component, Type type, List<Duration> buckets, String help, String... labels) {
    this.component = component;
    this.type = type;
    this.buckets = buckets;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** Who exposes it. */
  public Component component() {
    return component;
  }

  /** Whether a component exposes it. */
  public boolean isOf(Component wanted) {
    return component == BOTH || component == wanted;
  }

  /** What Prometheus takes it for. */
  public Type type() {
    return type;
  }

  /** Upper bounds of a histogram, the smallest first; empty for all else. */
  public List<Duration> buckets() {
    return buckets;
  }

  /** What it says, as a sentence. */
  public String help() {
    return help;
  }

  /** The names of its labels, in the order that values are given in. */
  public List<String> labels() {
    return labels;
  }

  /** Whether it has series for each WorkSpace, which can be turned off. */
  public boolean isPerWorkSpace() {
    return labels.contains(WORKSPACE_ID);
  }

  /** Its name, as queries have it. */
  public String prometheusName() {
    return PREFIX + name().toLowerCase(Locale.ROOT);
  }

  /** Its name without the ending that Prometheus gives to a type. */
  String baseName() {
    String ending =
        switch (type) {
          case COUNTER -> "_total";
          case INFO -> "_info";
          case GAUGE, HISTOGRAM -> "";
        };
    String name = prometheusName();
    return name.substring(0, name.length() - ending.length());
  }

  /** The unit that its name ends with: seconds or bytes; empty for counts. */
  public String unit() {
    String name = baseName();
    return Stream.of("seconds", "bytes").filter(u -> name.endsWith("_" + u)).findFirst().orElse("");
  }

  /** Its name in Micrometer, which adds unit and type. */
  public String micrometerName() {
    String name = baseName();
    String bare = unit().isEmpty() ? name : name.substring(0, name.length() - unit().length() - 1);
    return bare.replace('_', '.');
  }

  private static List<Duration> buckets(double... seconds) {
    return DoubleStream.of(seconds).mapToObj(s -> Duration.ofMillis(Math.round(s * 1000))).toList();
  }
}
