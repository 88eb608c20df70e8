package dev.deskwright.model.walk;

/** What can happen; each with how often it does. */
enum Move {
  /** The operator looks, with or without something in its way. */
  PASS(120),
  /** The clock goes on, with nobody looking. */
  CLOCK(60),
  /** Everything goes well for a while. */
  CALM(20),
  /** The operator ends, and another one begins. */
  CRASH(10),
  ASK(70),
  /** An annotation gets a value that it has had before. */
  REPEAT(10),
  WISH(15),
  MODE(18),
  CONNECTION(20),
  SUSPEND(10),
  ADMIN(10),
  POLICY(10),
  COMPUTE(12),
  TAG(2),
  POD_READY(70),
  POD_TROUBLE(16),
  POD_FAILED(10),
  POD_DELETED(10),
  POD_GONE(45),
  SNAPSHOT_CUT(25),
  SNAPSHOT_READY(45),
  SNAPSHOT_DELETED(6),
  API(5),
  CLAIM_BOUND(45),
  CLAIM_DELETED(1),
  IMAGE(6),
  BUNDLE(5),
  FILE(50),
  STATUS_LOST(2),
  STRANGER(2),
  /** Kubernetes removes what belonged to a WorkSpace that is gone. */
  COLLECT(4),
  HEIR(1),
  DELETE(0),
  /** From now on all goes well; then everything has to be at rest. */
  SETTLE(0);

  private final int weight;

  Move(int weight) {
    this.weight = weight;
  }

  int weight() {
    return weight;
  }
}
