package dev.deskwright.gateway.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A bucket has a largest size. */
final class BucketTest {

  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  private static Entry entry(int seconds) {
    return new Entry(
        JsonNodeFactory.instance.objectNode().put("fill", "x".repeat(1000)),
        Optional.of(NOW.plusSeconds(seconds)));
  }

  @Test
  void whatEndsFirstMakesRoomForTheRest() {
    Bucket bucket = new Bucket(null);
    int made = 0;
    while (!bucket.isTooLarge()) {
      bucket.put("k" + made, entry(1000 - made));
      made++;
    }
    String newest = "k" + (made - 1);
    bucket.makeRoom(newest);

    assertThat(bucket.isTooLarge()).isFalse();
    assertThat(bucket.get(newest, NOW)).as("the one that is written").isPresent();
    assertThat(bucket.get("k0", NOW)).as("ends last").isPresent();
    assertThat(bucket.get("k" + (made - 2), NOW)).as("ends first").isEmpty();
    assertThat(bucket.data()).hasSizeGreaterThan(made * 8 / 10);
  }
}
