package dev.deskwright.workspace;

import static dev.deskwright.workspace.InMemoryCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.OperationStatus.Result;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.workspace.observed.Recorded;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OperationCounterTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final OperationCounter counter = new OperationCounter(meters);

  private static String operation(String name, String request, String rest) {
    return "- {operation: %s, request: '%s', requestedAt: '2026-11-23T11:00:00Z', %s}\n"
        .formatted(name, request, rest);
  }

  private static WorkSpaceStatus status(String... operations) {
    String yaml = "directoryId: d-1\noperations:\n" + String.join("", operations);
    return Serialization.unmarshal(yaml, WorkSpaceStatus.class);
  }

  private static WorkSpace with(WorkSpaceStatus status) {
    WorkSpace workspace = Samples.workspace();
    workspace.setStatus(status);
    return workspace;
  }

  private static Search find(MeterRegistry meters, String operation, String result) {
    return meters
        .find("deskwright.operations")
        .tags("operation", operation, "result", result)
        .tagKeys("directory_id");
  }

  private static double count(MeterRegistry meters, String operation, String result) {
    return find(meters, operation, result).counters().stream().mapToDouble(c -> c.count()).sum();
  }

  private Timer duration(String operation, String result) {
    return meters
        .find("deskwright.operation.duration")
        .tags("operation", operation, "result", result)
        .timer();
  }

  @Test
  void whatEndedBetweenTwoStatusesIsCountedWithItsTime() {
    WorkSpaceStatus running = status(operation("reboot", "1", "result: Running"));
    WorkSpaceStatus done =
        status(operation("reboot", "1", "result: Done, finishedAt: '2026-11-23T11:00:40Z'"));
    counter.statusWritten(with(null), running);
    assertThat(count(meters, "reboot", "Done")).isZero();
    counter.statusWritten(with(running), done);
    assertThat(count(meters, "reboot", "Done")).isEqualTo(1);
    assertThat(duration("reboot", "Done").totalTime(TimeUnit.SECONDS)).isEqualTo(40);
  }

  @Test
  void anotherPassCountsNothingAgain() {
    WorkSpaceStatus done =
        status(operation("reboot", "1", "result: Done, finishedAt: '2026-11-23T11:00:40Z'"));
    counter.statusWritten(with(done), done);
    counter.statusWritten(with(done), done);
    assertThat(count(meters, "reboot", "Done")).isZero();
  }

  @Test
  void aRefusalIsCountedAndTakesNoTime() {
    counter.statusWritten(
        with(status()),
        status(operation("start", "1", "result: Refused, finishedAt: '2026-11-23T11:00:00Z'")));
    assertThat(count(meters, "start", "Refused")).isEqualTo(1);
    assertThat(duration("start", "Refused")).isNull();
  }

  @Test
  void allThatCanBeCountedIsThereFromTheFirstStatusOnSoThatRatesSeeTheFirstOne() {
    counter.statusWritten(with(null), status());
    assertThat(meters.find("deskwright.operations").counters())
        .hasSize(9 * 3)
        .allMatch(each -> each.count() == 0);
  }

  @Test
  void withoutADirectoryNothingIsCounted() {
    counter.statusWritten(with(null), Serialization.unmarshal("{}", WorkSpaceStatus.class));
    assertThat(meters.getMeters()).isEmpty();
  }

  private static void awaitResult(InMemoryCluster cluster, String request, Result result) {
    eventually()
        .until(
            () ->
                Recorded.operations(cluster.workspace("desk").get()).stream()
                    .anyMatch(o -> o.request().equals(request) && o.result() == result));
  }

  @Test
  void anOperatorCountsOnceAndItsSuccessorNotAgain() {
    try (var cluster = new InMemoryCluster()) {
      cluster.createAll();
      cluster.runUntilAvailable("desk");
      cluster.ask("desk", "start", "not-now");
      awaitResult(cluster, "not-now", Result.Refused);
      String uid = cluster.podUid("desk");
      cluster.ask("desk", "reboot", "now");
      cluster.awaitAnotherPod("desk", uid);
      cluster.runUntilAvailable("desk");
      awaitResult(cluster, "now", Result.Done);
      assertThat(count(cluster.meters(), "reboot", "Done")).isEqualTo(1);
      assertThat(count(cluster.meters(), "start", "Refused")).isEqualTo(1);
      cluster.stopOperator();
      cluster.startOperator();
      cluster.ask("desk", "start", "still-not");
      awaitResult(cluster, "still-not", Result.Refused);
      cluster.settle();
      assertThat(count(cluster.meters(), "reboot", "Done")).isZero();
      assertThat(count(cluster.meters(), "start", "Refused")).isEqualTo(1);
    }
  }
}
