package dev.deskwright.config;

import static dev.deskwright.config.GatewaySetting.DESKTOP_DOMAIN;
import static dev.deskwright.config.GatewaySetting.HOST_NAMES;
import static dev.deskwright.config.GatewaySetting.TRUSTED_PROXIES;

import dev.deskwright.config.GatewayConfig.DirectoryName;
import dev.deskwright.kernel.AddressRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the gateway's settings, and finds every mistake before it reports. */
public final class GatewayConfigReader {

  private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final String DOMAIN = LABEL + "([.]" + LABEL + ")*";
  private static final Pattern HOST =
      Pattern.compile(
          "(?<host>" + DOMAIN + ")(=(?<namespace>" + LABEL + ")/(?<name>" + LABEL + "))?");

  private final SettingValues values;
  private final Optional<String> ownNamespace;

  private GatewayConfigReader(SettingValues values, Optional<String> ownNamespace) {
    this.values = values;
    this.ownNamespace = ownNamespace;
  }

  /**
   * Reads all settings.
   *
   * @param flags the values given on the command line
   * @param environment the process's environment
   * @param ownNamespace the namespace that the gateway runs in, known inside a pod only
   * @throws ConfigException with one line for each setting that can't be used
   */
  public static GatewayConfig read(
      Map<GatewaySetting, String> flags,
      Map<String, String> environment,
      Optional<String> ownNamespace)
      throws ConfigException {
    return new GatewayConfigReader(new SettingValues(flags, environment), ownNamespace).read();
  }

  private GatewayConfig read() throws ConfigException {
    values.refuseUnknown(GatewaySetting.values());
    var config =
        new GatewayConfig(
            hostNames(),
            desktopDomain(),
            values.namespaces(GatewaySetting.NAMESPACES),
            stateNamespace(),
            values.number(GatewaySetting.HTTPS_PORT, 0, 65_535),
            Optional.of(values.number(GatewaySetting.HTTP_PORT, 0, 65_535)).filter(p -> p > 0),
            Path.of(values.raw(GatewaySetting.TLS_FOLDER)),
            Optional.of(values.raw(GatewaySetting.IDENTITY_FOLDER))
                .filter(path -> !path.isEmpty())
                .map(Path::of),
            trustedProxies(),
            values.number(GatewaySetting.CONNECTIONS_PER_ADDRESS, 1, 100_000),
            Duration.ofMinutes(values.number(GatewaySetting.SESSION_IDLE_MINUTES, 1, 1440)),
            Duration.ofHours(values.number(GatewaySetting.SESSION_HOURS, 1, 168)),
            values.raw(GatewaySetting.USER_PREFIX),
            values.log(
                GatewaySetting.LOG_FORMAT,
                GatewaySetting.LOG_LEVEL,
                GatewaySetting.LOG_LEVELS_FILE),
            values.tracing(GatewaySetting.TRACING_ENDPOINT, GatewaySetting.TRACING_PERCENT),
            values.isTrue(GatewaySetting.WORKSPACE_METRICS),
            Duration.ofSeconds(values.number(GatewaySetting.SHUTDOWN_TIMEOUT_SECONDS, 0, 300)));
    values.check();
    return config;
  }

  private Map<String, Optional<DirectoryName>> hostNames() {
    Map<String, Optional<DirectoryName>> hosts = new TreeMap<>();
    for (String each : values.list(HOST_NAMES)) {
      Matcher host = HOST.matcher(each.toLowerCase(Locale.ROOT));
      if (host.matches()) {
        hosts.put(
            host.group("host"),
            Optional.ofNullable(host.group("namespace"))
                .map(namespace -> new DirectoryName(namespace, host.group("name"))));
      } else {
        values.error(
            HOST_NAMES,
            "give host names like desk.example.com, or desk.example.com=namespace/directory");
      }
    }
    if (values.list(HOST_NAMES).isEmpty()) {
      values.error(HOST_NAMES, "name at least the host that users type");
    }
    return hosts;
  }

  private Optional<String> desktopDomain() {
    String domain = values.raw(DESKTOP_DOMAIN).toLowerCase(Locale.ROOT);
    if (domain.isEmpty()) {
      return Optional.empty();
    }
    if (!domain.matches(DOMAIN)) {
      values.error(DESKTOP_DOMAIN, "give a domain like desktops.example.com");
    }
    return Optional.of(domain);
  }

  private String stateNamespace() {
    var namespace = values.name(GatewaySetting.STATE_NAMESPACE).or(() -> ownNamespace);
    if (namespace.isEmpty()) {
      values.error(GatewaySetting.STATE_NAMESPACE, "outside a pod, give the namespace");
    }
    return namespace.orElse("");
  }

  private List<AddressRange> trustedProxies() {
    var ranges = values.list(TRUSTED_PROXIES).stream().map(AddressRange::of).toList();
    if (!ranges.stream().allMatch(Optional::isPresent)) {
      values.error(TRUSTED_PROXIES, "give ranges of addresses like 10.0.0.0/8 or fd00::/8");
    }
    return ranges.stream().flatMap(Optional::stream).toList();
  }
}
