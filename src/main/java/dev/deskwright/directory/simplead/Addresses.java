package dev.deskwright.directory.simplead;

import java.util.List;

/** The addresses that stay: those of the servers' Services. */
record Addresses(String dc1, String dc2) {

  String of(Server server) {
    return server == Server.DC1 ? dc1 : dc2;
  }

  List<String> all() {
    return List.of(dc1, dc2);
  }
}
