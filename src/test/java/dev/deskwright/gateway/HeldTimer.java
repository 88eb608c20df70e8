package dev.deskwright.gateway;

import dev.deskwright.demo.SimulatedSteps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A timer whose steps can be kept from being taken. */
final class HeldTimer implements SimulatedSteps.Timer, AutoCloseable {

  private final SimulatedSteps.RealTime timer;
  private final List<Runnable> held = new ArrayList<>();
  private boolean holds;

  HeldTimer(SimulatedSteps.RealTime timer) {
    this.timer = timer;
  }

  @Override
  public void after(Duration delay, Runnable step) {
    timer.after(delay, () -> take(step));
  }

  private void take(Runnable step) {
    synchronized (this) {
      if (holds) {
        held.add(step);
        return;
      }
    }
    step.run();
  }

  synchronized void hold() {
    holds = true;
  }

  synchronized void letGo() {
    holds = false;
    held.forEach(step -> timer.after(Duration.ZERO, step));
    held.clear();
  }

  @Override
  public void close() {
    timer.close();
  }
}
