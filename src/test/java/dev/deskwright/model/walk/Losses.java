package dev.deskwright.model.walk;

import dev.deskwright.workspace.lifecycle.Write;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Which files are lost, and by whom. The operator must lose none. */
final class Losses {

  private final Cluster cluster;
  private final Tally tally;

  /** What was on objects that somebody else has deleted, by UID. */
  private final Map<String, Long> deletedByOthers = new HashMap<>();

  /** Files that others have lost. */
  private long excused;

  /** Files whose kept copies others have deleted: what still has them goes by number and age. */
  private long leftToChance;

  Losses(Cluster cluster, Tally tally) {
    this.cluster = cluster;
    this.tally = tally;
  }

  /** The same, of a cluster that goes on by itself. */
  Losses(Losses of, Cluster cluster, Tally tally) {
    this(cluster, tally);
    deletedByOthers.putAll(of.deletedByOthers);
    excused = of.excused;
    leftToChance = of.leftToChance;
  }

  /** What is excused. */
  void tell(Canon canon) {
    canon.add(excused).add(leftToChance);
    deletedByOthers.forEach((uid, files) -> canon.of(uid, "deleted", files));
  }

  /** What others delete, and what is lost by it. */
  void byOthers(HasMetadata object, Runnable deletion) {
    Long files = cluster.files.get(object.getMetadata().getUid());
    deletedByOthers.put(object.getMetadata().getUid(), files == null ? 0 : files);
    long safe = cluster.safe();
    long kept = cluster.kept();
    deletion.run();
    tally.filesLost += excuse(safe & ~cluster.safe());
    leftToChance |= kept & ~cluster.kept();
  }

  /** What goes with a WorkSpace that is gone. */
  void withTheirOwner(Runnable deletion) {
    long safe = cluster.safe();
    deletion.run();
    tally.filesGone += excuse(safe & ~cluster.safe());
  }

  /** A file on a claim that somebody is deleting was never safe. */
  void written(long file) {
    tally.files++;
    tally.filesLost += excuse(file & ~cluster.safe());
  }

  /** What is kept again must not be lost again. */
  void state() {
    if (leftToChance != 0) {
      leftToChance &= ~cluster.kept();
    }
  }

  /**
   * Files that a write has lost. The operator cannot know what others have deleted a moment ago:
   * what it still saw counts as there.
   */
  void after(Seen seen, Write write, long safe) {
    long lost = safe & ~cluster.safe() & ~excused;
    if (lost == 0) {
      return;
    }
    if (Outlived.isSo(seen, write)) {
      tally.filesOutlived += excuse(lost);
      return;
    }
    long byOthers = believed(seen) | (Outlived.isPushedOut(seen, write) ? leftToChance : 0);
    tally.filesLost += excuse(lost & byOthers);
    if ((lost & ~byOthers) != 0) {
      throw new Breach("user data is lost by " + Words.of(write));
    }
  }

  private int excuse(long files) {
    int count = Long.bitCount(files & ~excused);
    excused |= files;
    return count;
  }

  private long believed(Seen seen) {
    return Stream.concat(
            seen.observed().snapshots().live(),
            seen.observed().allClaims().stream().filter(claim -> !claim.isMarkedForDeletion()))
        .map(object -> deletedByOthers.getOrDefault(object.getMetadata().getUid(), 0L))
        .reduce(0L, (a, b) -> a | b);
  }
}
