package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.LdapConnection;
import dev.deskwright.api.v1alpha1.LdapConnection.Attributes;
import dev.deskwright.api.v1alpha1.LdapConnection.Preset;
import dev.deskwright.ldap.Schema;
import java.util.List;
import java.util.Optional;

/** How a Directory's connection says that users and groups are written. Pure. */
final class LdapSchemas {

  private LdapSchemas() {}

  static Schema of(LdapConnection connection) {
    Schema schema = preset(connection.preset());
    return connection.attributes() == null ? schema : with(schema, connection.attributes());
  }

  private static Schema preset(Preset preset) {
    return switch (preset == null ? Preset.ActiveDirectory : preset) {
      case ActiveDirectory -> Schema.ACTIVE_DIRECTORY;
      case OpenLDAP -> Schema.RFC2307;
      case FreeIPA -> Schema.FREE_IPA;
    };
  }

  private static Schema with(Schema preset, Attributes attributes) {
    Schema schema = preset;
    if (attributes.userName() != null) {
      schema = schema.withLoginName(attributes.userName());
    }
    if (attributes.principalName() != null) {
      schema = schema.withPrincipalName(Optional.of(attributes.principalName()));
    }
    if (attributes.displayName() != null) {
      schema = schema.withDisplayName(attributes.displayName());
    }
    if (attributes.mail() != null) {
      schema = schema.withMail(attributes.mail());
    }
    return attributes.groupMember() == null
        ? schema
        : schema.withGroups(
            schema.groupFilter(), schema.groupNames(), List.of(attributes.groupMember()));
  }
}
