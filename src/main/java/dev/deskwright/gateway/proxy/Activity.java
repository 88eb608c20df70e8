package dev.deskwright.gateway.proxy;

/** Is told what users do on their desktops; called from event loops, so it must not block. */
public interface Activity {

  /** A connection stands: the desktop has answered. */
  void connected(Target target);

  /** A key was pressed or the pointer moved, at most once every few seconds. */
  void input(Target target);

  /** A connection has ended. */
  void disconnected(Target target);
}
