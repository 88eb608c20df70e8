package dev.deskwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.deskwright.config.GatewayConfig.DirectoryName;
import dev.deskwright.config.OperatorConfig.LogLevel;
import dev.deskwright.kernel.AddressRange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayConfigReaderTest {

  private static final Optional<String> POD = Optional.of("desks");
  private static final String HOST = "desk.example.com";

  /** With the one setting that has no default, unless it is given. */
  private static GatewayConfig read(GatewaySetting setting, String value) throws ConfigException {
    return GatewayConfigReader.read(Map.of(), environment(setting, value), POD);
  }

  private static Map<String, String> environment(GatewaySetting setting, String value) {
    Map<String, String> environment = new HashMap<>();
    environment.put(GatewaySetting.HOST_NAMES.variable(), HOST);
    environment.put(setting.variable(), value);
    return environment;
  }

  private static List<String> errors(Map<String, String> environment, Optional<String> namespace) {
    var e =
        catchThrowableOfType(
            ConfigException.class,
            () -> GatewayConfigReader.read(Map.of(), environment, namespace));
    return e == null ? List.of() : e.errors();
  }

  @Test
  void defaults() throws Exception {
    assertThat(read(GatewaySetting.HOST_NAMES, HOST))
        .isEqualTo(
            new GatewayConfig(
                Map.of(HOST, Optional.empty()),
                Optional.empty(),
                Set.of(),
                "desks",
                8443,
                Optional.of(8080),
                Path.of("/etc/deskwright/tls"),
                Optional.empty(),
                List.of(),
                200,
                Duration.ofMinutes(30),
                Duration.ofHours(12),
                "deskwright:",
                new LogConfig(false, LogLevel.INFO, Optional.empty()),
                Optional.empty(),
                true,
                Duration.ofSeconds(30)));
  }

  private static Arguments good(
      GatewaySetting setting, String value, Function<GatewayConfig, Object> read, Object expected) {
    return Arguments.of(setting, value, read, expected);
  }

  static Stream<Arguments> goodValues() {
    return Stream.of(
        good(
            GatewaySetting.HOST_NAMES,
            "Desk.Example.com, corp.example.com=team-a/corp,,localhost",
            GatewayConfig::hostNames,
            Map.of(
                HOST,
                Optional.empty(),
                "corp.example.com",
                Optional.of(new DirectoryName("team-a", "corp")),
                "localhost",
                Optional.empty())),
        good(
            GatewaySetting.DESKTOP_DOMAIN,
            "Desktops.example.com",
            GatewayConfig::desktopDomain,
            Optional.of("desktops.example.com")),
        good(GatewaySetting.NAMESPACES, "b,a", GatewayConfig::namespaces, Set.of("a", "b")),
        good(GatewaySetting.STATE_NAMESPACE, "state", GatewayConfig::stateNamespace, "state"),
        good(GatewaySetting.HTTPS_PORT, "0", GatewayConfig::httpsPort, 0),
        good(GatewaySetting.HTTP_PORT, "0", GatewayConfig::httpPort, Optional.empty()),
        good(GatewaySetting.TLS_FOLDER, "/tls", GatewayConfig::tlsFolder, Path.of("/tls")),
        good(
            GatewaySetting.IDENTITY_FOLDER,
            "/identity",
            GatewayConfig::identityFolder,
            Optional.of(Path.of("/identity"))),
        good(
            GatewaySetting.TRUSTED_PROXIES,
            "10.0.0.0/8, fd00::/8",
            config -> config.trustedProxies().stream().map(AddressRange::network).toList(),
            List.of("10.0.0.0/8", "fd00::/8")),
        good(
            GatewaySetting.CONNECTIONS_PER_ADDRESS,
            "100000",
            GatewayConfig::connectionsPerAddress,
            100_000),
        good(
            GatewaySetting.SESSION_IDLE_MINUTES,
            "1",
            GatewayConfig::sessionIdle,
            Duration.ofMinutes(1)),
        good(GatewaySetting.SESSION_HOURS, "168", GatewayConfig::sessionLimit, Duration.ofDays(7)),
        good(GatewaySetting.USER_PREFIX, "", GatewayConfig::userPrefix, ""),
        good(GatewaySetting.LOG_FORMAT, "JSON", c -> c.log().json(), true),
        good(
            GatewaySetting.LOG_LEVELS_FILE,
            "pom.xml",
            c -> c.log().levelsFile(),
            Optional.of(Path.of("pom.xml"))),
        good(
            GatewaySetting.TRACING_ENDPOINT,
            "https://collector.example:4318/v1/traces",
            GatewayConfig::tracing,
            Optional.of(
                new TracingConfig(URI.create("https://collector.example:4318/v1/traces"), 100))),
        good(GatewaySetting.TRACING_PERCENT, "1", GatewayConfig::tracing, Optional.empty()),
        good(GatewaySetting.WORKSPACE_METRICS, "false", GatewayConfig::workspaceMetrics, false),
        good(GatewaySetting.LOG_LEVEL, "trace", c -> c.log().level(), LogLevel.TRACE),
        good(
            GatewaySetting.SHUTDOWN_TIMEOUT_SECONDS,
            "0",
            GatewayConfig::shutdownTimeout,
            Duration.ZERO));
  }

  @ParameterizedTest(name = "{0}={1}")
  @MethodSource("goodValues")
  void aGoodValueAsVariableAndAsFlag(
      GatewaySetting setting, String value, Function<GatewayConfig, Object> read, Object expected)
      throws ConfigException {
    assertThat(read.apply(read(setting, value))).isEqualTo(expected);
    assertThat(
            read.apply(
                GatewayConfigReader.read(
                    Map.of(setting, value),
                    Map.of(GatewaySetting.HOST_NAMES.variable(), HOST),
                    POD)))
        .isEqualTo(expected);
  }

  @Test
  void everySettingIsTried() {
    assertThat(goodValues().map(arguments -> arguments.get()[0]))
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(GatewaySetting.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HOST_NAMES               | https://desk.example.com    | give host names like
          HOST_NAMES               | desk.example.com:8443       | give host names like
          HOST_NAMES               | desk.example.com=corp       | or desk.example.com=namespace/directory
          HOST_NAMES               | desk.example.com=a/b/c      | give host names like
          HOST_NAMES               | *.example.com               | give host names like
          HOST_NAMES               | ''                          | name at least the host
          DESKTOP_DOMAIN           | *.desktops.example.com      | give a domain like
          NAMESPACES               | Team                        | give names of namespaces
          STATE_NAMESPACE          | Team                        | give a name
          HTTPS_PORT               | 65536                       | from 0 to 65535
          HTTP_PORT                | http                        | from 0 to 65535
          TRUSTED_PROXIES          | proxy.example.com           | give ranges of addresses
          TRUSTED_PROXIES          | 10.0.0.0/33                 | give ranges of addresses
          CONNECTIONS_PER_ADDRESS  | 0                           | from 1 to 100000
          SESSION_IDLE_MINUTES     | 1441                        | from 1 to 1440
          SESSION_HOURS            | 0                           | from 1 to 168
          LOG_FORMAT               | xml                         | plain, json
          LOG_LEVEL                | loud                        | error, warn, info
          SHUTDOWN_TIMEOUT_SECONDS | 301                         | from 0 to 300
          """)
  void aBadValueIsSaidWithWhatWouldBeGood(GatewaySetting setting, String value, String message) {
    assertThat(errors(environment(setting, value), POD))
        .singleElement()
        .asString()
        .startsWith(
            "environment variable %s: \"%s\" cannot be used; ".formatted(setting.variable(), value))
        .contains(message);
  }

  @Test
  void allMistakesAreToldTogether() {
    assertThat(
            errors(
                Map.of(
                    GatewaySetting.SESSION_HOURS.variable(),
                    "long",
                    GatewaySetting.TRUSTED_PROXIES.variable(),
                    "all",
                    "DESKWRIGHT_TRUSTED_PROXY",
                    "10.0.0.1"),
                Optional.empty()))
        .hasSize(5)
        .anySatisfy(line -> assertThat(line).contains("DESKWRIGHT_TRUSTED_PROXY: there is no such"))
        .anySatisfy(line -> assertThat(line).contains("outside a pod, give the namespace"))
        .anySatisfy(line -> assertThat(line).contains("name at least the host"));
  }

  /** A Service beside the gateway has such variables put into its pod. */
  @ParameterizedTest
  @ValueSource(strings = {"DESKWRIGHT_GATEWAY_SERVICE_HOST", "DESKWRIGHT_GATEWAY_PORT_443_TCP"})
  void whatKubernetesSetsIsNoMistake(String variable) {
    assertThat(
            errors(Map.of(GatewaySetting.HOST_NAMES.variable(), HOST, variable, "10.0.0.1"), POD))
        .isEmpty();
  }

  @Test
  void theFlagWins() throws Exception {
    assertThat(
            GatewayConfigReader.read(
                    Map.of(GatewaySetting.SESSION_HOURS, "3"),
                    environment(GatewaySetting.SESSION_HOURS, "4"),
                    POD)
                .sessionLimit())
        .isEqualTo(Duration.ofHours(3));
  }
}
