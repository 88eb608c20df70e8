package dev.deskwright.demo.rfb;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A desktop whose time goes on only when the test says so. */
final class DesktopFixture {

  private record Task(long due, Runnable work) {}

  private final List<Task> tasks = new ArrayList<>();
  private long millis = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(millis);
        }
      };
  final HomeFolder home = new HomeFolder();
  final SimulatedDesktop desktop =
      new SimulatedDesktop(
          "ws-0123456789",
          "ada",
          home,
          clock,
          (delay, task) -> tasks.add(new Task(millis + delay, task)),
          Wallpaper::paint);

  /** Lets time pass, and does what falls due on the way. */
  void pass(long duration) {
    long end = millis + duration;
    while (tasks.stream().anyMatch(task -> task.due() <= end)) {
      Task next = tasks.stream().min((a, b) -> Long.compare(a.due(), b.due())).orElseThrow();
      tasks.remove(next);
      millis = Math.max(millis, next.due());
      next.work().run();
    }
    millis = end;
  }

  int waiting() {
    return tasks.size();
  }
}
