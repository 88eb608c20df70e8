package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.Entry;
import dev.deskwright.ldap.Account.Cause;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How a directory says that an account may not sign in. Each rule reads one attribute. A value that
 * cannot be read, and an attribute that is missing, say nothing.
 */
public enum AccountRule {
  /** Active Directory: the flag ACCOUNTDISABLE (MS-ADTS 2.2.16). */
  USER_ACCOUNT_CONTROL("userAccountControl") {
    @Override
    Optional<Cause> of(String value, Instant now) {
      return when((Long.parseLong(value) & 0x2) != 0, Cause.DISABLED);
    }
  },
  /** Active Directory: 100 ns intervals since 1601; 0 and 2^63-1 mean never (MS-ADA1 2.1). */
  ACCOUNT_EXPIRES("accountExpires") {
    @Override
    Optional<Cause> of(String value, Instant now) {
      long intervals = Long.parseLong(value);
      if (intervals <= 0 || intervals == Long.MAX_VALUE) {
        return Optional.empty();
      }
      Instant end = FILETIME_EPOCH.plus(intervals / 10, ChronoUnit.MICROS);
      return when(!now.isBefore(end), Cause.EXPIRED);
    }
  },
  /** RFC 2307: days since 1970, negative for never; the account ends as that day begins. */
  SHADOW_EXPIRE("shadowExpire") {
    @Override
    Optional<Cause> of(String value, Instant now) {
      long day = Long.parseLong(value);
      return when(day >= 0 && now.getEpochSecond() / 86_400 >= day, Cause.EXPIRED);
    }
  },
  /**
   * OpenLDAP's password policy: this one value means locked by an administrator. Any other is a
   * lock after failed attempts, which passes by itself.
   */
  PWD_ACCOUNT_LOCKED_TIME("pwdAccountLockedTime") {
    @Override
    Optional<Cause> of(String value, Instant now) {
      return when(value.equals("000001010000Z"), Cause.DISABLED);
    }
  },
  /** FreeIPA and 389 Directory Server. */
  NS_ACCOUNT_LOCK("nsAccountLock") {
    @Override
    Optional<Cause> of(String value, Instant now) {
      return when(value.equalsIgnoreCase("true"), Cause.DISABLED);
    }
  },
  /** FreeIPA: end of the account as a generalized time (RFC 4517, 3.3.13). */
  KRB_PRINCIPAL_EXPIRATION("krbPrincipalExpiration") {
    @Override
    Optional<Cause> of(String value, Instant now) {
      Instant end = GENERALIZED_TIME.parse(value, Instant::from);
      return when(!now.isBefore(end), Cause.EXPIRED);
    }
  };

  private static final Instant FILETIME_EPOCH = Instant.parse("1601-01-01T00:00:00Z");

  private static final DateTimeFormatter GENERALIZED_TIME =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("MMddHH[mm[ss]]")
          .appendOptional(
              new DateTimeFormatterBuilder()
                  .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                  .toFormatter())
          .appendPattern("X")
          .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
          .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
          .toFormatter();

  private final String attribute;

  AccountRule(String attribute) {
    this.attribute = attribute;
  }

  String attribute() {
    return attribute;
  }

  abstract Optional<Cause> of(String value, Instant now);

  Optional<Cause> cause(Entry entry, Instant now) {
    String value = entry.getAttributeValue(attribute);
    try {
      return value == null ? Optional.empty() : of(value.strip(), now);
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Cause> when(boolean holds, Cause cause) {
    return holds ? Optional.of(cause) : Optional.empty();
  }
}
