package dev.deskwright.workspace.snapshots;

import dev.deskwright.api.v1alpha1.SnapshotRules;
import java.time.Duration;
import java.util.Optional;

/**
 * A Directory's rules for snapshots, with the defaults where it says nothing.
 *
 * @param automatic whether snapshots are taken on a schedule
 * @param every the time between two of them
 * @param keepLast how many sets of them are kept
 * @param keep how long automatic and safety snapshots are kept
 * @param className the VolumeSnapshotClass to use, if one is named
 */
public record RulesInForce(
    boolean automatic, Duration every, int keepLast, Duration keep, Optional<String> className) {

  private static final SnapshotRules NONE = new SnapshotRules(null, null, null, null, null);

  /** The rules as written; null, or a field that is null, stands for the default. */
  public static RulesInForce of(SnapshotRules written) {
    SnapshotRules rules = written == null ? NONE : written;
    return new RulesInForce(
        rules.automatic() == null || rules.automatic(),
        Duration.ofHours(rules.everyHours() == null ? 12 : rules.everyHours()),
        rules.keepLast() == null ? 4 : rules.keepLast(),
        Duration.ofDays(rules.keepDays() == null ? 14 : rules.keepDays()),
        Optional.ofNullable(rules.className()));
  }
}
