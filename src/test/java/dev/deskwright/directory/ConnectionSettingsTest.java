package dev.deskwright.directory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.users.UsersUnavailable;
import dev.deskwright.workspace.Samples;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {

  /** As a MicrosoftAD was written before there were connections. */
  @Test
  void aMissingConnectionIsToldAsSuch() {
    var settings = new ConnectionSettings(new NamedValues(null));
    assertThatThrownBy(() -> settings.of(Samples.directory()))
        .isInstanceOf(UsersUnavailable.class)
        .hasMessageStartingWith("spec.connection is missing");
  }
}
