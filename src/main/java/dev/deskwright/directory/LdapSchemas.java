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
    Attributes named = connection.attributes();
    return named == null ? schema : schema.with(draft -> name(draft, named));
  }

  private static Schema preset(Preset preset) {
    return switch (preset == null ? Preset.ActiveDirectory : preset) {
      case ActiveDirectory -> Schema.ACTIVE_DIRECTORY;
      case OpenLDAP -> Schema.RFC2307;
      case FreeIPA -> Schema.FREE_IPA;
    };
  }

  private static void name(Schema.Draft draft, Attributes named) {
    draft.loginName = or(named.userName(), draft.loginName);
    draft.principalName = Optional.ofNullable(named.principalName()).or(() -> draft.principalName);
    draft.displayName = or(named.displayName(), draft.displayName);
    draft.mail = or(named.mail(), draft.mail);
    if (named.groupMember() != null) {
      draft.groupMembers = List.of(named.groupMember());
    }
  }

  private static String or(String named, String preset) {
    return named == null ? preset : named;
  }
}
