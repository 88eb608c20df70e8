package dev.deskwright.config;

/**
 * Every setting of {@code deskwright operator}. Each is a flag and an environment variable; the
 * flag wins.
 */
public enum Setting implements SettingKey {
  NAMESPACES(
      "",
      "Namespaces to watch, separated by commas. Empty watches all, which takes cluster-wide rights."),
  WORKERS(
      "8", "WorkSpaces, Bundles and Directories reconciled at the same time, together: 1 to 256."),
  LEADER_ELECTION(
      "false",
      "true: only the holder of a Lease acts, so that several replicas can stand by. false: act at once."),
  LEADER_ELECTION_NAMESPACE(
      "", "Namespace of the Lease. Empty: the operator's own namespace, known inside a pod only."),
  LEADER_ELECTION_LEASE("deskwright-operator", "Name of the Lease."),
  HTTP_PORT("8080", "Port of /livez, /readyz and /metrics: 1 to 65535, or 0 for none."),
  LOG_FORMAT("plain", "plain: a line for people. json: an object a line, for log stores."),
  LOG_LEVEL("info", "error, warn, info, debug or trace."),
  LOG_LEVELS_FILE(
      "",
      "Path of a YAML file with levels of single loggers, a map such as dev.deskwright.ldap: debug;"
          + " root is every logger. Read again when it changes. Empty: none."),
  TRACING_ENDPOINT(
      "",
      "Where an OpenTelemetry collector takes traces by OTLP over HTTP, such as"
          + " http://collector:4318/v1/traces. Empty: no traces."),
  TRACING_PERCENT("100", "How many of a hundred traces are kept: 1 to 100."),
  COMPUTE_TYPES(
      "",
      "Path of a YAML file with compute types to add or replace: a map from name to cpu, memory and,"
          + " if wanted, gpu {resource, count}. Empty: the built-in ones."),
  USER_NAMESPACES(
      "auto",
      "auto: run desktops in a Linux user namespace (hostUsers: false) when every node says that it"
          + " can. enabled: always. disabled: never."),
  GATEWAY_NAMESPACE(
      "",
      "Namespace whose pods labelled app.kubernetes.io/component: gateway may connect to desktops."
          + " Empty: the operator's own namespace, or that of the desktops outside a cluster."),
  GATEWAY_CERTIFICATE(
      "",
      "Path of a PEM file with the gateway's certificate for desktops (ECDSA P-256). Desktops then let"
          + " in the gateway that has its key, and start with a changed one at their next reboot. Empty:"
          + " none."),
  WORKSPACE_METRICS(
      "true",
      "true: metrics for each WorkSpace, too: about eight series each. false: for each Directory only."),
  METRICS_TAGS(
      "",
      "Tags of WorkSpaces whose values have metrics of running time and cost, separated by commas, at"
          + " most 10. Each shows the 100 values of the most WorkSpaces; the rest are other."),
  DIRECTORY_IMAGE(
      "deskwright/directory:0.1.0",
      "Image of the servers of a Directory of type SimpleAD that names none."),
  SHUTDOWN_TIMEOUT_SECONDS(
      "20", "How long a stopping operator waits for work under way: 0 to 300 seconds.");

  private final String defaultValue;
  private final String description;

  Setting(String defaultValue, String description) {
    this.defaultValue = defaultValue;
    this.description = description;
  }

  @Override
  public String defaultValue() {
    return defaultValue;
  }

  @Override
  public String description() {
    return description;
  }
}
