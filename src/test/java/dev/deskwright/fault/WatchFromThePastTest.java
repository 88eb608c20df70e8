package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.fixture.WithApiServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A watch tells once more what was long ago: a wish that was taken back is not followed again. */
@Tag("faults")
@WithApiServer
class WatchFromThePastTest {

  @Test
  void whatWasSuspendedOnceIsNotStoppedAgain() {
    try (var cluster = RealCluster.start(20);
        var stage = new Stage(cluster, "past")) {
      String suspended = suspend(stage, true);
      stage.awaitRest();
      suspend(stage, false);
      stage.awaitRest();
      var pod = stage.pod();
      stage.meet(new Past(suspended));
      stage.disconnect();
      stage.forAWhile(Duration.ofSeconds(8), () -> assertThat(stage.pod()).isEqualTo(pod));
      stage.awaitRest();
      stage.assertQuietAndUnbroken();
    }
  }

  private static String suspend(Stage stage, boolean suspended) {
    stage.patch("{\"spec\": {\"suspended\": %s}}".formatted(suspended));
    return stage.desk().get().getMetadata().getResourceVersion();
  }

  /** The first watch of WorkSpaces begins at a version that is over, and takes its time there. */
  private static final class Past implements Fault {
    private final String version;
    private boolean over;

    Past(String version) {
      this.version = version;
    }

    @Override
    public Action at(Moment moment, Call call) {
      return new Action.Pass();
    }

    @Override
    public Optional<WatchRelay.Course> course(Call call) {
      if (over || !Request.of(call).resource().equals("workspaces")) {
        return Optional.empty();
      }
      over = true;
      return Optional.of(
          new WatchRelay.Course() {
            @Override
            public String uri(String asked) {
              return asked.replaceFirst("resourceVersion=\\d+", "resourceVersion=" + version);
            }

            @Override
            public List<WatchRelay.Step> next(String news) {
              return List.of(
                  new WatchRelay.Step.Tell(news),
                  new WatchRelay.Step.Wait(Duration.ofMillis(500)));
            }
          });
    }
  }
}
