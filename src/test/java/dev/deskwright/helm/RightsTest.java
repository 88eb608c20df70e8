package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskwright.DeskwrightOperator;
import dev.deskwright.config.ConfigException;
import dev.deskwright.config.ConfigReader;
import dev.deskwright.config.OperatorConfig;
import dev.deskwright.config.Setting;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.AuditLog;
import dev.deskwright.fixture.MovableClock;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.Meters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rights that the chart grants are those that the operator uses, by the API server's own audit
 * log: none is missing, and none is there in reserve.
 */
@WithApiServer
class RightsTest {

  /** Kubernetes gives it to every user: it asks for one's own rights. */
  private static final String OF_EVERYBODY = "create authorization.k8s.io/selfsubjectrulesreviews";

  /** The Java Operator SDK will not stand for election without it, though it only ever patches. */
  private static final String ASKED_FOR_AT_START = "update coordination.k8s.io/leases";

  @TempDir Path folder;

  @Test
  void grantedIsUsedAndUsedIsGranted() throws Exception {
    var rendered = Helm.required().template("{}");
    var rights = new Rights(rendered, "operator");
    var audit = new AuditLog(folder);
    try (var server = ApiServer.start(audit.flags());
        var client = server.clientInNewNamespace()) {
      rights.install(client);
      SnapshotExercise.installApi(client);
      var clock = new MovableClock();
      try (var connected = rights.connect(server);
          var directories = new DirectoryExercise(connected, clock);
          var operator =
              new DeskwrightOperator(
                  config(rendered),
                  connected,
                  clock,
                  Meters.registry(Component.OPERATOR),
                  directories)) {
        operator.start();
        OperatorExercise.on(client);
        OperatorExercise.sayTwice(client, clock);
        SnapshotExercise.on(client, clock);
        directories.on(client);
        assertThat(operator.isReady()).isTrue();
      }
      var requests = audit.operatorRequestsSince(0);
      assertThat(requests).as("refused requests").noneMatch(r -> r.code() == 403);
      Set<String> used = Rights.used(requests);
      used.remove(OF_EVERYBODY);
      used.add(ASKED_FOR_AT_START);
      assertThat(used).isEqualTo(rights.granted());
    }
  }

  private static OperatorConfig config(List<JsonNode> rendered) throws ConfigException {
    return ConfigReader.read(
        Map.of(Setting.LEADER_ELECTION, "true", Setting.LEADER_ELECTION_LEASE, leaseName(rendered)),
        Map.of(),
        Optional.of(Rights.SYSTEM));
  }

  /** The chart lets the operator write one lease only. */
  private static String leaseName(List<JsonNode> rendered) {
    return rendered.stream()
        .flatMap(object -> object.path("rules").valueStream())
        .filter(rule -> rule.path("resources").toString().contains("leases"))
        .map(rule -> rule.path("resourceNames").path(0).asText())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElseThrow();
  }
}
