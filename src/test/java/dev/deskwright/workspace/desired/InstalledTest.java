package dev.deskwright.workspace.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstalledTest {

  private static Installed installed(Desk desk) {
    return Installed.of(desk.observed(), desk.bundle.getSpec());
  }

  @Test
  void aNewDesktopIsMadeFromWhatTheBundleSays() {
    assertThat(installed(Desk.fresh()))
        .isEqualTo(new Installed("example/desktop:1", List.of("/usr", "/etc")));
  }

  @Test
  void aDesktopThatIsThereKeepsItsImageAndFolders() {
    Desk desk = Desk.running();
    desk.bundle = Samples.bundleWithImage("example/desktop:2");
    assertThat(installed(desk).image()).isEqualTo("example/desktop:1");
    desk.bundle = Samples.bundleWithoutRoot();
    assertThat(installed(desk).hasRootDrive()).isTrue();
  }

  @Test
  void withoutARootDriveTheUserDriveTells() {
    Desk desk = Desk.fresh();
    desk.bundle = Samples.bundleWithoutRoot();
    desk.run();
    desk.bundle = Samples.bundleWithImage("example/desktop:2");
    assertThat(installed(desk)).isEqualTo(new Installed("example/desktop:1", List.of()));
  }

  @Test
  void aClaimWhoseAnnotationsWereTakenAwayCountsAsTheBundles() {
    Desk desk = Desk.running();
    desk.root().getMetadata().getAnnotations().remove(Labels.IMAGE);
    desk.bundle = Samples.bundleWithImage("example/desktop:2");
    assertThat(installed(desk).image()).isEqualTo("example/desktop:2");
  }

  @Test
  void aPodMadeAgainHasTheImageThatItsRootDriveWasFilledFrom() {
    Desk desk = Desk.running();
    desk.bundle = Samples.bundleWithImage("example/desktop:2");
    desk.pod = null;
    desk.carryOut();
    assertThat(desk.pod.getSpec().getContainers().get(0).getImage()).isEqualTo("example/desktop:1");
    assertThat(desk.pod.getSpec().getInitContainers().get(0).getImage())
        .isEqualTo("example/desktop:1");
  }
}
