package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.kernel.Ids;
import dev.deskwright.users.LoginName;
import java.text.Normalizer;

/**
 * A user whose password was right.
 *
 * @param tried the name that tries were counted for, as it was typed
 * @param userName login name, as the directory writes it
 * @param displayName what to call them
 * @param device kind of device that they are at
 */
record Person(String tried, String userName, String displayName, DeviceType device) {

  /** The name of a user to count tries for. The same name in another Directory is another. */
  static String tried(Directory directory, String name) {
    return directory.getMetadata().getUid() + "/" + folded(name);
  }

  /**
   * Directories find a user by names that differ in the width of letters, in accents or in
   * characters that nobody sees; each of these spellings would be good for more tries. Two users
   * who differ in nothing else share their tries.
   */
  private static String folded(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("[\\p{M}\\p{C}]", "");
    return LoginName.key(Normalizer.normalize(plain, Normalizer.Form.NFKC).strip());
  }

  /** The name to count tries for, however it was typed. */
  String account(Directory directory) {
    return tried(directory, userName);
  }

  /** The name of their enrolment, which administrators see: {@code d-0123456789/alice}. */
  String enrolment(Directory directory) {
    return Ids.directory(directory.getMetadata().getUid()) + "/" + LoginName.key(userName);
  }
}
