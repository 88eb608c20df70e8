package dev.deskwright.gateway.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.deskwright.gateway.TestCluster;
import dev.deskwright.gateway.TestGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each attack fails on the gateway as it is, and succeeds on one that lacks the one defence which
 * the row names: so a row that could not fail would be seen.
 */
class AttackTableTest {

  private static final List<Attack> ATTACKS = AttackTable.all();
  private static final int AT_ONCE = 8;

  private static TestCluster cluster;
  private static TestGateway gateway;
  private static ExecutorService threads;
  private static final List<TestGateway> weakened = new ArrayList<>();
  private static final Map<Attack, Future<Boolean>> slowOnAll = new HashMap<>();
  private static final Map<Attack, Future<Boolean>> slowWithout = new HashMap<>();

  @BeforeAll
  static void start() throws IOException {
    cluster = TestCluster.start();
    cluster.createSecondOf("alice", "alice");
    cluster.createSecondOf("dave", "dave-page");
    gateway = TestGateway.start(cluster, Defences.ALL);
    threads = Executors.newFixedThreadPool(AT_ONCE);
    // What takes long does so while the others go on.
    for (Attack each : ATTACKS) {
      if (each.slow()) {
        TestGateway without = without(each.defence());
        slowOnAll.put(each, threads.submit(() -> each.attempt().succeeds(gateway)));
        slowWithout.put(each, threads.submit(() -> each.attempt().succeeds(without)));
      }
    }
  }

  private static TestGateway without(Defence defence) throws IOException {
    TestGateway made = TestGateway.start(cluster, Defences.without(defence));
    weakened.add(made);
    return made;
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
    weakened.forEach(TestGateway::close);
    gateway.close();
    cluster.close();
  }

  @TestFactory
  Stream<DynamicNode> eachAttackFails() {
    return ATTACKS.stream()
        .map(
            attack ->
                dynamicTest(
                    attack.name(),
                    () ->
                        assertThat(result(attack, slowOnAll, gateway))
                            .as("%s, with all defences", attack)
                            .isFalse()));
  }

  @TestFactory
  Stream<DynamicNode> eachAttackSucceedsWithoutItsDefence() {
    return ATTACKS.stream().collect(Collectors.groupingBy(Attack::defence)).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            group ->
                dynamicContainer(
                    "without " + group.getKey(), successes(group.getKey(), group.getValue())));
  }

  private static Stream<DynamicNode> successes(Defence defence, List<Attack> attacks) {
    TestGateway[] without = new TestGateway[1];
    return attacks.stream()
        .map(
            attack ->
                dynamicTest(
                    attack.name(),
                    () -> {
                      if (without[0] == null && !attack.slow()) {
                        without[0] = without(defence);
                      }
                      assertThat(result(attack, slowWithout, without[0]))
                          .as("%s, without %s", attack, defence)
                          .isTrue();
                    }));
  }

  private static boolean result(
      Attack attack, Map<Attack, Future<Boolean>> slow, TestGateway against) throws Exception {
    return attack.slow() ? slow.get(attack).get() : attack.attempt().succeeds(against);
  }

  @Test
  void eachDefenceIsAttacked() {
    assertThat(ATTACKS)
        .hasSizeGreaterThanOrEqualTo(40)
        .extracting(Attack::name)
        .doesNotHaveDuplicates();
    assertThat(ATTACKS.stream().map(Attack::defence).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Defence.class));
  }
}
