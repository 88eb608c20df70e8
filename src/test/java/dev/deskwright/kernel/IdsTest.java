package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every identity has the shape that Amazon WorkSpaces gives it, and is the same every time. */
class IdsTest {

  @Property
  void directory(@ForAll String uid) {
    assertThat(Ids.directory(uid)).matches("d-[0-9a-f]{10}").isEqualTo(Ids.directory(uid));
  }

  @Property
  void bundle(@ForAll String uid) {
    assertThat(Ids.bundle(uid)).matches("wsb-[0-9a-z]{9}").isEqualTo(Ids.bundle(uid));
  }

  @Property
  void workspace(@ForAll String uid) {
    assertThat(Ids.workspace(uid)).matches("ws-[0-9a-z]{9}").isEqualTo(Ids.workspace(uid));
  }

  @Property
  void registrationCode(@ForAll String uid) {
    assertThat(Ids.registrationCode(uid)).matches("DW[0-9A-Z]{8}");
  }

  @Property
  void hash(@ForAll String text) {
    assertThat(Ids.hash(text)).matches("[0-9a-f]{16}").isEqualTo(Ids.hash(text));
  }

  @Property
  void twoObjectsHaveTwoIdentities(@ForAll String one, @ForAll String other) {
    if (!one.equals(other)) {
      assertThat(Ids.workspace(one)).isNotEqualTo(Ids.workspace(other));
    }
  }
}
