package dev.deskwright.bench;

import dev.deskwright.bench.cluster.*;
import dev.deskwright.api.v1alpha1.*;
import java.nio.file.*;
import java.time.Duration;
import org.junit.jupiter.api.*;

@Tag("bench")
class DumpBench {
  @Test
  void dump() throws Exception {
    try (var cluster = BenchCluster.start();
        var office = Office.open(cluster);
        var timeline = new Timeline(office.client());
        var operator = OperatorProcess.start(cluster.operatorKubeconfig())) {
      operator.awaitReady();
      var names = Office.names(0, 3);
      office.addUsers(names);
      office.awaitOpen();
      long p = cluster.audit().position();
      Crowd.atOnce(names, office::request);
      timeline.awaitState(3, Duration.ofMinutes(2));
      Thread.sleep(3000);
      cluster.audit().operatorRequestsSince(p).forEach(System.out::println);
      var c = office.client();
      var j = c.getKubernetesSerialization();
      Files.writeString(Path.of("/tmp/dump-ws.json"), j.asJson(c.resources(WorkSpace.class).withName("user-1").get()));
      Files.writeString(Path.of("/tmp/dump-pod.json"), j.asJson(c.pods().withName("user-1").get()));
      Files.writeString(Path.of("/tmp/dump-root.json"), j.asJson(c.persistentVolumeClaims().withName("user-1-root").get()));
      Files.writeString(Path.of("/tmp/dump-user.json"), j.asJson(c.persistentVolumeClaims().withName("user-1-user").get()));
    }
  }
}
