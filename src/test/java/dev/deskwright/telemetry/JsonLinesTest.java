package dev.deskwright.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.LogFields;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.MDCUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.MDC;

class JsonLinesTest {

  private static final String UID = "3f1a";

  private final LoggerContext context = new LoggerContext();
  private final JsonLines encoder = new JsonLines();
  private final List<String> lines = new ArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
        }
      };
  private final Logger log = context.getLogger("dev.deskwright.Some");

  @BeforeEach
  void start() {
    context.setMDCAdapter(MDC.getMDCAdapter());
    encoder.start();
    appender.start();
    context.getLogger("dev.deskwright.Some").addAppender(appender);
  }

  @AfterEach
  void stop() {
    MDC.clear();
  }

  private JsonNode line() throws IOException {
    String text = lines.get(0);
    assertThat(text).endsWith("}\n").hasLineCount(1);
    return new JsonMapper().readTree(text);
  }

  private static List<String> names(JsonNode line) {
    return line.properties().stream().map(each -> each.getKey()).toList();
  }

  private static WorkSpace workspace() {
    var workspace = new WorkSpace();
    workspace.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("team")
            .withName("alice")
            .withUid(UID)
            .withGeneration(3L)
            .withResourceVersion("7")
            .build());
    return workspace;
  }

  @Test
  void aLineIsAnObjectWithTimeLevelLoggerThreadAndMessage() throws Exception {
    Instant before = Instant.now();
    log.warn("\"{}\"\nis told", "this");
    JsonNode line = line();
    assertThat(names(line)).containsExactly("time", "level", "logger", "thread", "message");
    assertThat(Instant.parse(line.get("time").asText()))
        .isBetween(before.minusMillis(1), Instant.now());
    assertThat(line.get("level").asText()).isEqualTo("WARN");
    assertThat(line.get("logger").asText()).isEqualTo("dev.deskwright.Some");
    assertThat(line.get("message").asText()).isEqualTo("\"this\"\nis told");
  }

  @Test
  void whatTheJavaOperatorSdkSaysOfAnObjectHasTheNamesThatAreOurs() throws Exception {
    MDCUtils.withMDCForResource(workspace(), () -> log.info("reconciled"));
    JsonNode line = line();
    assertThat(names(line))
        .containsExactlyInAnyOrder(
            "time",
            "level",
            "logger",
            "thread",
            "message",
            "kind",
            "namespace",
            "name",
            "uid",
            "workspace_id");
    assertThat(line.get("kind").asText()).isEqualTo("WorkSpace");
    assertThat(line.get("namespace").asText()).isEqualTo("team");
    assertThat(line.get("name").asText()).isEqualTo("alice");
    assertThat(line.get("uid").asText()).isEqualTo(UID);
    assertThat(line.get("workspace_id").asText()).isEqualTo(Ids.workspace(UID));
  }

  @Test
  void anObjectIsNamedUntilItIsClosed() throws Exception {
    var directory = new Directory();
    directory.setMetadata(
        new ObjectMetaBuilder().withNamespace("team").withName("corp").withUid(UID).build());
    try (var fields = LogFields.of(directory)) {
      log.info("asked");
    }
    log.info("after");
    assertThat(line().get("directory_id").asText()).isEqualTo(Ids.directory(UID));
    assertThat(lines.get(1)).doesNotContain("directory_id", UID);
  }

  @Test
  void keysAndValuesOfOneLineAreFieldsToo() throws Exception {
    log.atInfo().addKeyValue("workspace_id", "ws-1").log("connected");
    assertThat(line().get("workspace_id").asText()).isEqualTo("ws-1");
  }

  @Test
  void aFieldNeverReplacesTheLinesOwn() throws Exception {
    MDC.put("level", "LIE");
    log.atInfo().addKeyValue("message", "another").log("this");
    assertThat(line().get("level").asText()).isEqualTo("INFO");
    assertThat(line().get("message").asText()).isEqualTo("this");
  }

  @Test
  void anErrorHasItsStackTrace() throws Exception {
    log.error("it failed", new IllegalStateException("for this", new IOException("and that")));
    assertThat(line().get("error").asText())
        .startsWith("java.lang.IllegalStateException: for this")
        .contains("JsonLinesTest.anErrorHasItsStackTrace")
        .contains("Caused by: java.io.IOException: and that");
  }
}
