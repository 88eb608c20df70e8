package dev.deskwright.workspace.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The hashes of pods that are out there: another one would ask for a reboot of every desktop. */
class UnchangedPodsTest {

  private static String hash(Consumer<Desk> change) {
    Desk desk = Desk.fresh();
    change.accept(desk);
    return PodTemplate.hash(desk.resolution().blueprint().orElseThrow());
  }

  @Test
  void anUpgradeOfTheOperatorAsksForNoReboot() {
    assertThat(hash(desk -> {})).isEqualTo("57fb0d7b7ea8e4a3");
  }

  @Test
  void norDoesItWithoutARootDrive() {
    assertThat(hash(desk -> desk.bundle = Samples.bundleWithoutRoot()))
        .isEqualTo("773ae321434ccafc");
  }
}
