package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
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

  /** They stand on everything that was ever made: another one would make all of it a stranger's. */
  @Example
  void theyStayWhatTheyAre() {
    assertThat(Ids.workspace("7d1f0c1e-3a52-4f0a-9d0e-5b2c8a6f4e21")).isEqualTo("ws-la7ur9klc");
    assertThat(Ids.workspace("uid-190")).isEqualTo("ws-00jhugdjh");
    assertThat(Ids.bundle("uid-1")).isEqualTo("wsb-odx9s5mjg");
    assertThat(Ids.registrationCode("uid-1")).isEqualTo("DWW5CEODAG");
  }
}
