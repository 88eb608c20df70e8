package dev.deskwright.gateway.state;

/** Kinds of shared documents, and how each is laid out. */
public enum Kind {
  /** Keys that cookies and tickets are sealed with. */
  KEYS("keys", 1, false),
  /** Authenticator apps, one Secret for each user, so that an administrator can delete one. */
  ENROLMENTS("enrolment", 0, false),
  /** Failed attempts of a user or an address. The first to expire make room for new ones. */
  ATTEMPTS("attempts", 64, true),
  /** Sign-ins that were completed: a challenge is good once. */
  CHALLENGES("challenges", 16, false),
  /** Tickets that were used. */
  TICKETS("tickets", 32, false),
  /** Sessions that were called back. */
  REVOCATIONS("revocations", 16, false);

  private final String label;
  private final int buckets;
  private final boolean makesRoom;

  Kind(String label, int buckets, boolean makesRoom) {
    this.label = label;
    this.buckets = buckets;
    this.makesRoom = makesRoom;
  }

  /** Its name in the names of Secrets and in labels. */
  String label() {
    return label;
  }

  /** Over how many Secrets the documents are spread; 0: each has its own. */
  int buckets() {
    return buckets;
  }

  /** Whether a full bucket drops what expires first; one that does not takes nothing more. */
  boolean makesRoom() {
    return makesRoom;
  }
}
