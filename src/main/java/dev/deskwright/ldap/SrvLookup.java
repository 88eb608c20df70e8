package dev.deskwright.ldap;

import java.io.IOException;
import java.util.List;

/** Asks DNS where a service is. */
@FunctionalInterface
public interface SrvLookup {

  /**
   * The SRV records of a name, in any order; none if the name does not exist.
   *
   * @throws IOException if DNS gave no answer
   */
  List<SrvRecord> lookup(String name) throws IOException;
}
