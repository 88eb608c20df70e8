package dev.deskwright.config;

/**
 * Every setting of {@code deskwright gateway}. Each is a flag and an environment variable; the flag
 * wins.
 */
public enum GatewaySetting implements SettingKey {
  HOST_NAMES(
      "",
      "The host names that users type, separated by commas; no other is answered. One may choose a"
          + " Directory, as in corp.example.com=team/corp: then no registration code is asked for."),
  DESKTOP_DOMAIN(
      "",
      "Domain under which each desktop with a web page of its own has a host name, as in"
          + " desktops.example.com, which takes a wildcard in DNS and in the certificate. Empty: such"
          + " desktops cannot be connected to."),
  NAMESPACES(
      "",
      "Namespaces whose WorkSpaces are served, separated by commas. Empty: all, which takes"
          + " cluster-wide rights."),
  STATE_NAMESPACE(
      "",
      "Namespace of the Secrets that all replicas share. Empty: the gateway's own namespace, known"
          + " inside a pod only."),
  HTTPS_PORT("8443", "Port that users reach: 1 to 65535, or 0 for any free one."),
  HTTP_PORT("8080", "Port of /livez, /readyz and /metrics: 1 to 65535, or 0 for none."),
  TLS_FOLDER(
      "/etc/deskwright/tls",
      "Folder with tls.crt and tls.key, as a Secret of type kubernetes.io/tls has them; read again"
          + " when they change."),
  IDENTITY_FOLDER(
      "",
      "Folder with tls.crt and tls.key of the gateway's own identity, by which desktops know it (an"
          + " EC key on P-256). Empty: desktops are shown none."),
  TRUSTED_PROXIES(
      "",
      "Addresses of the proxies in front, as in 10.0.0.0/8, separated by commas: only what they say"
          + " of a client's address in X-Forwarded-For is believed."),
  CONNECTIONS_PER_ADDRESS("200", "Connections that one client address may have: 1 to 100000."),
  SESSION_IDLE_MINUTES("30", "After how long without a request a session ends: 1 to 1440 minutes."),
  SESSION_HOURS("12", "After how long a session ends whatever happens: 1 to 168 hours."),
  USER_PREFIX(
      "deskwright:",
      "What stands before a user and before a group when Kubernetes is asked who may see the fleet;"
          + " namespace and name of the Directory follow, as in deskwright:team:corp:alice."),
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
  WORKSPACE_METRICS(
      "true", "true: metrics for each WorkSpace too. false: for each Directory only."),
  SHUTDOWN_TIMEOUT_SECONDS(
      "30", "How long a stopping gateway waits for its users to leave: 0 to 300 seconds.");

  private final String defaultValue;
  private final String description;

  GatewaySetting(String defaultValue, String description) {
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
