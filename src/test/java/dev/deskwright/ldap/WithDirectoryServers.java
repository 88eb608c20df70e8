package dev.deskwright.ldap;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * For test classes that start real directory servers, OpenLDAP's slapd or Samba as an Active
 * Directory domain. Where they are missing, the class is skipped; in CI it fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("directory")
@ExtendWith(DirectoryServersExtension.class)
@interface WithDirectoryServers {

  /** What the class starts. */
  Kind value();

  /** A directory server that can be installed. */
  enum Kind {
    SLAPD,
    SAMBA
  }
}
