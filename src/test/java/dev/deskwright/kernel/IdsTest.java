package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

  /** It stands in labels: an object whose id changed would belong to nobody. */
  @Property
  void anIdIsTheEndOfTheDigestAsANumber(@ForAll String uid) throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8));
    assertThat(new BigInteger(1, digest).toString(36)).endsWith(Ids.workspace(uid).substring(3));
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
