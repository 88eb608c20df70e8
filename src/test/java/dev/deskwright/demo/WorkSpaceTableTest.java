package dev.deskwright.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkSpaceTableTest {

  private static final WorkSpace NEW =
      workSpace(
          """
          metadata: {name: new}
          spec: {userName: noor, directoryRef: {name: corp}, bundleRef: {name: standard}}
          """);

  private static final WorkSpace AVAILABLE =
      workSpace(
          """
          metadata: {name: anna}
          spec: {userName: anna.berg, directoryRef: {name: corp}, bundleRef: {name: power}}
          status:
            state: AVAILABLE
            runningMode: {mode: AlwaysOn}
            nodeName: simulated-node-1
            conditions:
              - {type: StorageReady, status: "True", reason: Bound, message: ""}
              - {type: Ready, status: "True", reason: Available, message: "It can be connected to."}
          """);

  private static WorkSpace workSpace(String yaml) {
    return new KubernetesSerialization().unmarshal(yaml, WorkSpace.class);
  }

  @Test
  void columnsAreAsWideAsTheirContents() {
    assertThat(WorkSpaceTable.lines(List.of(AVAILABLE, NEW), Ink.NONE))
        .containsExactly(
            "NAME  USER       STATE      BUNDLE    MODE      READY  REASON     NODE",
            "anna  anna.berg  AVAILABLE  power     AlwaysOn  True   Available  simulated-node-1",
            "new   noor       -          standard  -         -      -          -");
  }

  @Test
  void stateGivesTheColour() {
    List<String> lines = WorkSpaceTable.lines(List.of(AVAILABLE), Ink.ANSI);
    assertThat(lines.get(1)).startsWith("\033[32manna").endsWith("\033[0m");
  }

  @Test
  void statesAreCounted() {
    assertThat(WorkSpaceTable.counts(List.of(AVAILABLE, AVAILABLE, NEW)))
        .isEqualTo("2 AVAILABLE, 1 not seen yet");
  }

  @Test
  void explanationSaysWhichStateReasonAndMessage() {
    assertThat(WorkSpaceTable.explanation(AVAILABLE))
        .isEqualTo("anna is AVAILABLE: Available: It can be connected to.");
    assertThat(WorkSpaceTable.explanation(NEW))
        .isEqualTo("new is not seen by the operator: it has no Ready condition");
  }
}
