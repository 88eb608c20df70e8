package dev.deskwright.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.StandingClock;
import dev.deskwright.gateway.cluster.Cluster;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartBudgetTest {

  private final StandingClock clock = new StandingClock(Instant.parse("2026-11-26T09:00:00Z"));
  private final StartBudget budget = new StartBudget(clock);
  private final WorkSpace desk = Desks.named("desk");

  @Test
  void whoOnlyConnectsWakesADesktopFourTimesAnHour() {
    for (int i = 0; i < 4; i++) {
      budget.take(desk);
      clock.forward(Duration.ofMinutes(10));
    }
    assertThatThrownBy(() -> budget.take(desk))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.problem().retryAfterSeconds()).isEqualTo(20 * 60L));
    clock.forward(Duration.ofMinutes(21));
    budget.take(desk);
  }

  @Test
  void useOfTheDesktopGivesItsStartsBack() {
    for (int i = 0; i < 20; i++) {
      budget.take(desk);
      budget.used(Cluster.id(desk));
    }
  }

  @Test
  void eachDesktopHasItsOwn() {
    for (int i = 0; i < 20; i++) {
      budget.take(Desks.named("desk-" + i));
    }
  }
}
