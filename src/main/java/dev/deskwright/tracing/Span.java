package dev.deskwright.tracing;

/** Something that is being done. No attribute may be a secret, a user's name or an address. */
public interface Span {

  /** Makes it the parent of what this thread does until the scope is closed. */
  Scope activate();

  /** Says something of it. */
  Span set(String key, String value);

  /** It ends, and did not go well. */
  void fail(String why);

  /** It ends; nothing happens the second time. */
  void end();

  /** From {@link #activate()} on. */
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
