package dev.deskwright.gateway;

import dev.deskwright.gateway.proxy.Activity;
import dev.deskwright.gateway.proxy.Target;
import java.util.function.Consumer;

/** Tells of input on a desktop, beside recording it. */
record UsedDesktops(Activity records, Consumer<String> used) implements Activity {

  @Override
  public void connected(Target target) {
    records.connected(target);
  }

  @Override
  public void input(Target target) {
    records.input(target);
    used.accept(target.workspaceId());
  }

  @Override
  public void disconnected(Target target) {
    records.disconnected(target);
  }
}
