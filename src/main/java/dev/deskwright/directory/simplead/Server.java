package dev.deskwright.directory.simplead;

import java.util.List;

/** The two servers of a domain. The first makes it, the second joins. */
enum Server {
  DC1(1),
  DC2(2);

  /** Both, in the order in which they are made and renewed. */
  static final List<Server> ALL = List.of(values());

  private final int number;

  Server(int number) {
    this.number = number;
  }

  /** Its name in the domain. */
  String hostName() {
    return "dc" + number;
  }

  /** 1 or 2: also which subnet it is in. */
  int number() {
    return number;
  }

  Server peer() {
    return this == DC1 ? DC2 : DC1;
  }
}
