package dev.deskwright.directory.simplead;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Objects;
import java.util.Optional;

/** What is seen of a server. */
enum ServerState {
  /** It answers, with the settings that it should have. */
  ANSWERING,
  /** It is made, joins, takes up new settings, or is down. */
  NOT_ANSWERING;

  static ServerState of(Optional<StatefulSet> set) {
    return set.filter(ServerState::isSettled).isPresent() ? ANSWERING : NOT_ANSWERING;
  }

  private static boolean isSettled(StatefulSet set) {
    var status = set.getStatus();
    return status != null
        && Objects.equals(status.getObservedGeneration(), set.getMetadata().getGeneration())
        && Objects.equals(status.getReadyReplicas(), 1)
        && Objects.equals(status.getCurrentRevision(), status.getUpdateRevision());
  }
}
