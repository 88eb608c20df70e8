package dev.deskwright.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class UserFenceTest {

  /** What decides: when it was made, its UID, and whether it has a drive. */
  record Rival(int second, int uid, boolean drive) {
    WorkSpace workspace() {
      WorkSpace workspace = new WorkSpace();
      workspace.setMetadata(
          new ObjectMetaBuilder()
              .withName("desk-" + uid)
              .withUid("uid-" + uid)
              .withCreationTimestamp("2026-11-23T11:00:%02dZ".formatted(second))
              .build());
      return workspace;
    }
  }

  @Provide
  Arbitrary<List<Rival>> rivals() {
    Arbitrary<Integer> seconds = Arbitraries.integers().between(0, 3);
    Arbitrary<Integer> uids = Arbitraries.integers().between(0, 9);
    return Combinators.combine(seconds, uids, Arbitraries.of(true, false))
        .as(Rival::new)
        .list()
        .uniqueElements(Rival::uid)
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  private static Optional<String> holder(Rival one, List<Rival> all) {
    Set<String> withDrive =
        all.stream().filter(Rival::drive).map(r -> "uid-" + r.uid()).collect(Collectors.toSet());
    return UserFence.holder(
        one.workspace(),
        all.stream().map(Rival::workspace).toList(),
        ws -> withDrive.contains(ws.getMetadata().getUid()));
  }

  private static List<Rival> winners(List<Rival> all) {
    return all.stream().filter(r -> holder(r, all).isEmpty()).toList();
  }

  @Property
  void exactlyOneHoldsTheUserAndAllOthersNameIt(@ForAll("rivals") List<Rival> all) {
    assertThat(winners(all)).hasSize(1);
    String winner = "desk-" + winners(all).get(0).uid();
    assertThat(all).allSatisfy(r -> assertThat(holder(r, all).orElse(winner)).isEqualTo(winner));
  }

  @Property
  void theOrderInWhichTheyAreFoundDoesNotMatter(
      @ForAll("rivals") List<Rival> all, @ForAll Random random) {
    List<Rival> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    assertThat(winners(shuffled)).isEqualTo(winners(all));
  }

  @Property
  void whoHasADriveHoldsTheUser(@ForAll("rivals") List<Rival> all) {
    boolean anyDrive = all.stream().anyMatch(Rival::drive);
    assertThat(winners(all).get(0).drive()).isEqualTo(anyDrive);
  }

  @Property
  void aNewcomerWithoutADriveNeverTakesTheUserFromOneWithADrive(@ForAll("rivals") List<Rival> all) {
    if (all.stream().anyMatch(Rival::drive)) {
      List<Rival> more = new ArrayList<>(all);
      more.add(new Rival(0, -1, false));
      assertThat(winners(more)).isEqualTo(winners(all));
    }
  }

  @Test
  void nobodyElseNoHolder() {
    WorkSpace alone = Samples.workspace();
    assertThat(UserFence.holder(alone, List.of(alone), ws -> false)).isEmpty();
    assertThat(UserFence.holder(alone, List.of(), ws -> false)).isEmpty();
  }

  @Test
  void workSpacesOfOneUserRunOneAtATime() throws InterruptedException {
    var fence = new UserFence();
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var pool = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 400; i++) {
      WorkSpace workspace = Samples.workspaceNamed("desk-" + i, "uid-" + i);
      pool.execute(
          () ->
              fence.alone(
                  workspace,
                  () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    return inside.decrementAndGet();
                  }));
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(1);
    assertThat(WorkSpaceIndex.userKey(Samples.workspace())).isEqualTo("team/corp/alice");
  }
}
