package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How directories say that an account has ended. */
class AccountRuleTest {

  @ParameterizedTest
  @CsvSource({
    "USER_ACCOUNT_CONTROL, 514, DISABLED",
    "USER_ACCOUNT_CONTROL, 512,",
    "USER_ACCOUNT_CONTROL, many,",
    "ACCOUNT_EXPIRES, 0,",
    "ACCOUNT_EXPIRES, 9223372036854775807,",
    "ACCOUNT_EXPIRES, 132539328000000000, EXPIRED",
    "ACCOUNT_EXPIRES, 164096064000000000,",
    "SHADOW_EXPIRE, -1,",
    "SHADOW_EXPIRE, 20000, EXPIRED",
    "SHADOW_EXPIRE, 99999,",
    "PWD_ACCOUNT_LOCKED_TIME, 000001010000Z, DISABLED",
    "PWD_ACCOUNT_LOCKED_TIME, 20260101000000Z,",
    "NS_ACCOUNT_LOCK, TRUE, DISABLED",
    "NS_ACCOUNT_LOCK, false,",
    "KRB_PRINCIPAL_EXPIRATION, 20260101000000Z, EXPIRED",
    "KRB_PRINCIPAL_EXPIRATION, 202601010000+0100, EXPIRED",
    "KRB_PRINCIPAL_EXPIRATION, 20991231235959.5Z,",
    "KRB_PRINCIPAL_EXPIRATION, soon,"
  })
  void howAccountsEnd(AccountRule rule, String value, Account.Cause cause) {
    Entry entry = new Entry("uid=x", new Attribute(rule.attribute(), value));
    assertThat(rule.cause(entry, Instant.parse("2026-11-25T12:00:00Z")))
        .isEqualTo(Optional.ofNullable(cause));
  }
}
