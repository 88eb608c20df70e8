package dev.deskwright.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.StringWriter;
import java.time.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithApiServer
class PagesTest {

  private final KubernetesClient client;

  PagesTest(KubernetesClient client) {
    this.client = client;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 6})
  void nothingIsLostOrReadTwiceBetweenPages(int pageSize) throws Exception {
    IntStream.range(0, 5)
        .mapToObj(i -> Samples.workspace("desk-" + i))
        .forEach(workspace -> client.resource(workspace).createOr(existing -> existing.patch()));
    var out = new StringWriter();
    var options = new Question.Options(null, null, null, null, false, null, "json");
    Clock clock = Clock.systemUTC();
    new UsageReport(client, clock, pageSize)
        .write(Question.of(options, client.getNamespace(), clock), out);
    assertThat(PrintedReport.json(out.toString(), "rows"))
        .extracting(row -> row.get("workspace"))
        .containsExactly("desk-0", "desk-1", "desk-2", "desk-3", "desk-4");
  }
}
