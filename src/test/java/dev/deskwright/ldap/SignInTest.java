package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the refusals of Active Directory mean. */
class SignInTest {

  @ParameterizedTest
  @CsvSource({
    "525, UNKNOWN_USER",
    "52e, WRONG_PASSWORD",
    "530, NOT_PERMITTED_NOW",
    "531, NOT_PERMITTED_NOW",
    "532, PASSWORD_MUST_CHANGE",
    "533, DISABLED",
    "701, EXPIRED",
    "773, PASSWORD_MUST_CHANGE",
    "775, LOCKED",
    "57, WRONG_PASSWORD"
  })
  void theErrorCodesOfActiveDirectory(String code, Authentication meaning) {
    assertThat(
            SignIn.windowsError(
                "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data "
                    + code
                    + ", v1db1"))
        .contains(meaning);
    assertThat(SignIn.windowsError("Invalid credentials")).isEmpty();
    assertThat(SignIn.windowsError(null)).isEmpty();
  }
}
