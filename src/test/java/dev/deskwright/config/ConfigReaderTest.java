package dev.deskwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.deskwright.config.OperatorConfig.LeaderElection;
import dev.deskwright.config.OperatorConfig.LogLevel;
import dev.deskwright.config.OperatorConfig.Metrics;
import dev.deskwright.config.OperatorConfig.UserNamespaces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

  private static final Optional<String> OUTSIDE = Optional.empty();

  private static OperatorConfig read(String... variables) throws ConfigException {
    return ConfigReader.read(Map.of(), environment(variables), OUTSIDE);
  }

  private static List<String> errors(String... variables) {
    var e = catchThrowableOfType(ConfigException.class, () -> read(variables));
    return e == null ? List.of() : e.errors();
  }

  private static Map<String, String> environment(String... variables) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return environment;
  }

  @Test
  void defaults() {
    assertThat(ConfigReader.defaults())
        .isEqualTo(
            new OperatorConfig(
                Set.of(),
                8,
                Optional.empty(),
                Optional.of(8080),
                new LogConfig(false, LogLevel.INFO, Optional.empty()),
                Optional.empty(),
                ComputeTypes.builtIn(),
                UserNamespaces.AUTO,
                Optional.empty(),
                Optional.empty(),
                "deskwright/directory:0.1.0",
                new Metrics(true, List.of()),
                Duration.ofSeconds(20)));
  }

  private static Arguments good(
      Setting setting, String value, Function<OperatorConfig, Object> read, Object expected) {
    return Arguments.of(setting, value, read, expected);
  }

  static Stream<Arguments> goodValues() {
    return Stream.of(
        good(Setting.NAMESPACES, "", OperatorConfig::namespaces, Set.of()),
        good(Setting.NAMESPACES, "b, a,,b", OperatorConfig::namespaces, Set.of("a", "b")),
        good(
            Setting.DIRECTORY_IMAGE,
            "r.example:5000/d@sha256:0a",
            OperatorConfig::directoryImage,
            "r.example:5000/d@sha256:0a"),
        good(Setting.WORKERS, "1", OperatorConfig::workers, 1),
        good(Setting.WORKERS, " 256 ", OperatorConfig::workers, 256),
        good(Setting.LEADER_ELECTION, "FALSE", OperatorConfig::leaderElection, Optional.empty()),
        good(Setting.HTTP_PORT, "0", OperatorConfig::httpPort, Optional.empty()),
        good(Setting.HTTP_PORT, "65535", OperatorConfig::httpPort, Optional.of(65_535)),
        good(Setting.LOG_FORMAT, "json", c -> c.log().json(), true),
        good(Setting.LOG_FORMAT, "Plain", c -> c.log().json(), false),
        good(
            Setting.LOG_LEVELS_FILE,
            "pom.xml",
            c -> c.log().levelsFile(),
            Optional.of(Path.of("pom.xml"))),
        good(
            Setting.TRACING_ENDPOINT,
            "https://collector.example:4318/v1/traces",
            OperatorConfig::tracing,
            Optional.of(
                new TracingConfig(URI.create("https://collector.example:4318/v1/traces"), 100))),
        good(Setting.TRACING_PERCENT, "1", OperatorConfig::tracing, Optional.empty()),
        good(Setting.LOG_LEVEL, "trace", c -> c.log().level(), LogLevel.TRACE),
        good(
            Setting.USER_NAMESPACES,
            "disabled",
            OperatorConfig::userNamespaces,
            UserNamespaces.DISABLED),
        good(
            Setting.GATEWAY_NAMESPACE,
            "gateways",
            OperatorConfig::gatewayNamespace,
            Optional.of("gateways")),
        good(Setting.WORKSPACE_METRICS, "false", c -> c.metrics().perWorkSpace(), false),
        good(
            Setting.METRICS_TAGS,
            "team, example.com/cost-centre,team",
            c -> c.metrics().tags(),
            List.of("team", "example.com/cost-centre")),
        good(
            Setting.SHUTDOWN_TIMEOUT_SECONDS, "0", OperatorConfig::shutdownTimeout, Duration.ZERO));
  }

  @ParameterizedTest(name = "{0}={1}")
  @MethodSource("goodValues")
  void aGoodValueAsVariableAndAsFlag(
      Setting setting, String value, Function<OperatorConfig, Object> read, Object expected)
      throws ConfigException {
    assertThat(read.apply(read(setting.variable(), value))).isEqualTo(expected);
    assertThat(read.apply(ConfigReader.read(Map.of(setting, value), Map.of(), OUTSIDE)))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "NAMESPACES, 'Upper', names of namespaces",
    "NAMESPACES, 'a;b', names of namespaces",
    "NAMESPACES, '-a', names of namespaces",
    "DIRECTORY_IMAGE, '', the name of an image",
    "DIRECTORY_IMAGE, two words, the name of an image",
    "WORKERS, 0, 1 to 256",
    "WORKERS, 257, 1 to 256",
    "WORKERS, many, 1 to 256",
    "WORKERS, '', 1 to 256",
    "LEADER_ELECTION, yes, 'false, true'",
    "LEADER_ELECTION_NAMESPACE, 'a.b', at most 63",
    "LEADER_ELECTION_LEASE, 'a b', at most 63",
    "HTTP_PORT, -1, 0 to 65535",
    "HTTP_PORT, 65536, 0 to 65535",
    "LOG_FORMAT, xml, 'plain, json'",
    "TRACING_ENDPOINT, collector:4318, a URL such as",
    "TRACING_ENDPOINT, ftp://collector/v1/traces, a URL such as",
    "TRACING_ENDPOINT, http:///v1/traces, a URL such as",
    "TRACING_ENDPOINT, http://user:secret@collector/v1/traces, a URL such as",
    "TRACING_ENDPOINT, 'http://a b', a URL such as",
    "TRACING_PERCENT, 0, 1 to 100",
    "TRACING_PERCENT, 101, 1 to 100",
    "LOG_LEVELS_FILE, /does/not/exist, cannot be read",
    "LOG_LEVEL, loud, 'error, warn, info, debug, trace'",
    "COMPUTE_TYPES, /does/not/exist, cannot be read",
    "USER_NAMESPACES, true, 'auto, enabled, disabled'",
    "GATEWAY_NAMESPACE, Upper, at most 63",
    "GATEWAY_CERTIFICATE, /does/not/exist, cannot be read",
    "WORKSPACE_METRICS, some, 'false, true'",
    "METRICS_TAGS, 'cost centre', at most 10 names of tags",
    "METRICS_TAGS, 'a,b,c,d,e,f,g,h,i,j,k', at most 10 names of tags",
    "METRICS_TAGS, a123456789b123456789c123456789d123456789e123456789f123456789g123, at most 10",
    "SHUTDOWN_TIMEOUT_SECONDS, 301, 0 to 300",
    "SHUTDOWN_TIMEOUT_SECONDS, 20s, 0 to 300"
  })
  void aBadValueIsNamedWithWhatWouldBeRight(Setting setting, String value, String wanted) {
    assertThat(errors(setting.variable(), value))
        .singleElement()
        .asString()
        .startsWith("environment variable " + setting.variable() + ": \"" + value + "\"")
        .contains(wanted);
    var e =
        catchThrowableOfType(
            ConfigException.class,
            () -> ConfigReader.read(Map.of(setting, value), Map.of(), OUTSIDE));
    assertThat(e.errors()).singleElement().asString().startsWith(setting.flag() + ": ");
  }

  @Test
  void everySettingHasABadValueInTheTableOrTakesAnything() throws NoSuchMethodException {
    String table =
        String.join(
            "\n",
            ConfigReaderTest.class
                .getDeclaredMethod(
                    "aBadValueIsNamedWithWhatWouldBeRight",
                    Setting.class,
                    String.class,
                    String.class)
                .getAnnotation(CsvSource.class)
                .value());
    assertThat(Setting.values()).allMatch(setting -> table.contains(setting.name() + ","));
  }

  @Test
  void allErrorsAreReportedTogether() {
    assertThat(
            errors(
                "DESKWRIGHT_WORKERS", "0",
                "DESKWRIGHT_HTTP_PORT", "x",
                "DESKWRIGHT_LOG_LEVEL", "loud",
                "DESKWRIGHT_WORKER", "8"))
        .hasSize(4);
  }

  @Test
  void aFlagBeatsAVariable() throws ConfigException {
    var config =
        ConfigReader.read(
            Map.of(Setting.WORKERS, "3"), Map.of("DESKWRIGHT_WORKERS", "bad"), OUTSIDE);
    assertThat(config.workers()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DESKWRIGHT_WORKER",
        "DESKWRIGHT_",
        "DESKWRIGHT_NAMESPACE",
        "DESKWRIGHT_HTTPPORT",
        "DESKWRIGHT_METRICS_PORT",
        "DESKWRIGHT_HTTP_PORTS"
      })
  void aMisspeltVariableIsRefused(String variable) {
    assertThat(errors(variable, "9090"))
        .singleElement()
        .asString()
        .contains(variable)
        .contains("DESKWRIGHT_WORKERS");
  }

  @ParameterizedTest
  @CsvSource({
    "DESKWRIGHT_SERVICE_HOST, 10.0.0.1",
    "DESKWRIGHT_SERVICE_PORT, 80",
    "DESKWRIGHT_SERVICE_PORT_HTTP, 80",
    "DESKWRIGHT_PORT, tcp://10.0.0.1:80",
    "DESKWRIGHT_PORT_80_TCP, tcp://10.0.0.1:80",
    "DESKWRIGHT_PORT_80_TCP_PROTO, tcp",
    "DESKWRIGHT_PORT_80_TCP_PORT, 80",
    "DESKWRIGHT_PORT_80_TCP_ADDR, 10.0.0.1",
    "DESKWRIGHT_OPERATOR_SERVICE_HOST, 10.0.0.1",
    "DESKWRIGHT_OPERATOR_PORT, tcp://10.0.0.1:80",
    "OTHER, x",
    "PATH, /bin"
  })
  void whatKubernetesSetsForAServiceIsIgnored(String variable, String value) {
    assertThat(errors(variable, value)).isEmpty();
  }

  @Test
  void leaderElectionTakesTheOwnNamespaceUnlessAnotherIsGiven() throws ConfigException {
    var on = Map.of("DESKWRIGHT_LEADER_ELECTION", "true");
    assertThat(ConfigReader.read(Map.of(), on, Optional.of("own")).leaderElection())
        .contains(new LeaderElection("own", "deskwright-operator"));
    assertThat(
            read(
                    "DESKWRIGHT_LEADER_ELECTION", "true",
                    "DESKWRIGHT_LEADER_ELECTION_NAMESPACE", "other",
                    "DESKWRIGHT_LEADER_ELECTION_LEASE", "lease")
                .leaderElection())
        .contains(new LeaderElection("other", "lease"));
    assertThat(errors("DESKWRIGHT_LEADER_ELECTION", "true"))
        .singleElement()
        .asString()
        .contains("outside a pod");
  }

  @Test
  void gatewaysAreInTheOwnNamespaceUnlessAnotherIsGiven() throws ConfigException {
    assertThat(ConfigReader.read(Map.of(), Map.of(), Optional.of("own")).gatewayNamespace())
        .contains("own");
  }

  @TempDir Path folder;

  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBfDCCASGgAwIBAgIUcDb7ndZkvTwi/h6usrEcGIynPrswCgYIKoZIzj0EAwIw
      EjEQMA4GA1UEAwwHZ2F0ZXdheTAgFw0yNjExMjYwMTQyMzBaGA8yMTI2MTEwMjAx
      NDIzMFowEjEQMA4GA1UEAwwHZ2F0ZXdheTBZMBMGByqGSM49AgEGCCqGSM49AwEH
      A0IABAtdOArHQXGgTpU74qXmoWup6pO7UvRgX2GawK1gQ7lPmHWJ6gu7asIiYy+S
      2xHlE5awOzP5T7952ScNsDb6E7GjUzBRMB0GA1UdDgQWBBRg4hLdv27NRLCy6wUA
      31F7UehtcDAfBgNVHSMEGDAWgBRg4hLdv27NRLCy6wUA31F7UehtcDAPBgNVHRMB
      Af8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQCHCjCcalBbeoUmJhkzM5pkYUHb
      UMlFuOk2ysz2m3nW7wIhAJs2Ju7vFNAubXAMlEtzuuzKoDbU8ai3T576IE9/07RN
      -----END CERTIFICATE-----
      """;

  @Test
  void theGatewaysCertificateIsReadAndWrittenInOneWay() throws Exception {
    String path = file("for desktops\r\n" + CERTIFICATE.replace("\n", "\r\n"));
    assertThat(read("DESKWRIGHT_GATEWAY_CERTIFICATE", path).gatewayCertificate())
        .contains(CERTIFICATE);
  }

  @Test
  void whatIsNoCertificateIsSaidSo() throws Exception {
    assertThat(errors("DESKWRIGHT_GATEWAY_CERTIFICATE", file("nothing")))
        .singleElement()
        .asString()
        .contains("no X.509 certificate");
    assertThat(errors("DESKWRIGHT_GATEWAY_CERTIFICATE", folder + "/none"))
        .singleElement()
        .asString()
        .contains("cannot be read");
  }

  private String file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("types.yaml"), yaml).toString();
  }

  @Test
  void computeTypesAreAddedAndReplaced() throws Exception {
    String path =
        file(
            """
            Standard: {cpu: 3, memory: 6Gi}
            Huge: {cpu: 64, memory: 512Gi, gpu: {resource: amd.com/gpu, count: 2}}
            """);
    var types = read("DESKWRIGHT_COMPUTE_TYPES", path).computeTypes();
    assertThat(types.find("Standard").orElseThrow().memory()).isEqualTo("6Gi");
    assertThat(types.find("Huge").orElseThrow().gpu().count()).isEqualTo(2);
    assertThat(types.find("Value")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- a list",
        "'just text'",
        "Huge: {cpu: 64}",
        "Huge: {cpu: many, memory: 1Gi}",
        "Huge: {cpu: 0, memory: 1Gi}",
        "Huge: {cpu: 1, memory: -1Gi}",
        "Huge: {cpu: 1, memory: 1Gi, disk: 5}",
        "Huge:",
        "Huge: {cpu: 1, memory: 1Gi, gpu: {resource: nvidia.com/gpu}}",
        "Huge: {cpu: 1, memory: 1Gi, gpu: {count: 1}}",
        "Huge: {cpu: 1, memory: 1Gi, gpu: {resource: nvidia.com/gpu, count: 0}}",
        "Huge: {cpu: [1], memory: 1Gi}"
      })
  void aBadFileOfComputeTypesIsToldAndDoesNotStopTheOtherErrors(String yaml) throws IOException {
    assertThat(errors("DESKWRIGHT_COMPUTE_TYPES", file(yaml), "DESKWRIGHT_WORKERS", "0"))
        .hasSize(2)
        .anyMatch(error -> error.contains("DESKWRIGHT_COMPUTE_TYPES"));
  }
}
