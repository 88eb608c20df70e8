package dev.deskwright.model.walk;

import java.time.Duration;
import java.time.Instant;

/**
 * With an operator that looks again and again while nothing changes: that it does not do so too
 * often. Later looks of a long row are late, each more than the one before, since there is nothing
 * to learn from hundreds of them.
 */
final class Patience {

  private static final int MOST_AT_ONCE = 40;
  private static final int A_ROW = 12;
  private static final Duration LATE = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 5;

  private final Cluster cluster;
  private Instant last = Instant.MIN;
  private int atOnce;
  private long version = -1;
  private Instant since = Instant.MIN;
  private int inVain;

  Patience(Cluster cluster) {
    this.cluster = cluster;
  }

  void looked() {
    atOnce = cluster.now.equals(last) ? atOnce + 1 : 0;
    last = cluster.now;
    if (atOnce > MOST_AT_ONCE) {
      throw new Breach("it never comes to rest");
    }
    if (version != cluster.news.version()) {
      version = cluster.news.version();
      since = cluster.now;
      inVain = 0;
    } else if (++inVain == A_ROW
        && Duration.between(since, cluster.now).toSeconds() * Fair.MOST_A_MINUTE < A_ROW * 60) {
      throw new Breach("it looks again and again, and nothing changes");
    }
  }

  /** By how much the next look is late. */
  Duration late() {
    int over = inVain - A_ROW;
    return over < 0 ? Duration.ZERO : LATE.multipliedBy(1L << Math.min(over, MOST_DOUBLINGS));
  }
}
