package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import dev.deskwright.ldap.LdapObserver.Kind;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Binds as a user, on a connection of its own that is closed afterwards: the operator's connections
 * never carry the rights of a user, nor a user's the operator's.
 */
final class SignIn {

  /** Active Directory puts a Windows error code, in hexadecimal, into the text of its refusal. */
  private static final Pattern WINDOWS_ERROR = Pattern.compile("\\bdata ([0-9a-f]{1,8})\\b");

  private SignIn() {}

  /** The account is the one that was found; its password is not empty. */
  static Authentication bind(Server server, Account account, User user, char[] password)
      throws LDAPException {
    LDAPConnection connection = server.connector().connect();
    byte[] bytes = Password.encode(password);
    try {
      SimpleBindRequest request =
          new SimpleBindRequest(
              user.dn(), bytes, new DraftBeheraLDAPPasswordPolicy10RequestControl(false));
      BindResult result = server.connector().bind(connection, request, Kind.USER_BIND);
      return accepted(account, result);
    } catch (LDAPBindException e) {
      if (!Server.isAnswer(e)) {
        throw e;
      }
      return refused(account, e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      connection.close();
    }
  }

  /** Not every server knows all the rules by which an account is disabled here. */
  private static Authentication accepted(Account account, LDAPResult result) {
    return state(account).or(() -> policy(result)).orElse(Authentication.ACCEPTED);
  }

  private static Authentication refused(Account account, LDAPBindException e)
      throws LDAPBindException {
    return switch (e.getResultCode().intValue()) {
      case ResultCode.INVALID_CREDENTIALS_INT_VALUE ->
          windowsError(e.getDiagnosticMessage())
              .or(() -> policy(e.getBindResult()))
              .orElse(Authentication.WRONG_PASSWORD);
      // An entry without a password, and one that vanished since it was found.
      case ResultCode.INAPPROPRIATE_AUTHENTICATION_INT_VALUE -> Authentication.WRONG_PASSWORD;
      case ResultCode.NO_SUCH_OBJECT_INT_VALUE -> Authentication.UNKNOWN_USER;
      // 389 Directory Server, and FreeIPA with it, says so of accounts that may not bind.
      case ResultCode.UNWILLING_TO_PERFORM_INT_VALUE, ResultCode.CONSTRAINT_VIOLATION_INT_VALUE ->
          state(account).orElse(Authentication.LOCKED);
      default -> throw e;
    };
  }

  private static Optional<Authentication> state(Account account) {
    if (!(account instanceof Account.Disabled disabled)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (disabled.cause()) {
          case DISABLED -> Authentication.DISABLED;
          case EXPIRED -> Authentication.EXPIRED;
        });
  }

  /** MS-ERREF 2.2. */
  static Optional<Authentication> windowsError(String message) {
    Matcher found = WINDOWS_ERROR.matcher(message == null ? "" : message);
    if (!found.find()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (found.group(1)) {
          case "525" -> Authentication.UNKNOWN_USER;
          case "530", "531" -> Authentication.NOT_PERMITTED_NOW;
          case "532", "773" -> Authentication.PASSWORD_MUST_CHANGE;
          case "533" -> Authentication.DISABLED;
          case "701" -> Authentication.EXPIRED;
          case "775" -> Authentication.LOCKED;
          default -> Authentication.WRONG_PASSWORD;
        });
  }

  /** The password policy control of OpenLDAP and others (draft-behera-ldap-password-policy-10). */
  private static Optional<Authentication> policy(LDAPResult result) {
    try {
      DraftBeheraLDAPPasswordPolicy10ResponseControl control =
          DraftBeheraLDAPPasswordPolicy10ResponseControl.get(result);
      return Optional.ofNullable(control)
          .map(DraftBeheraLDAPPasswordPolicy10ResponseControl::getErrorType)
          .flatMap(SignIn::of);
    } catch (LDAPException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Authentication> of(DraftBeheraLDAPPasswordPolicy10ErrorType error) {
    return switch (error) {
      case ACCOUNT_LOCKED -> Optional.of(Authentication.LOCKED);
      case PASSWORD_EXPIRED, CHANGE_AFTER_RESET -> Optional.of(Authentication.PASSWORD_MUST_CHANGE);
      default -> Optional.empty();
    };
  }
}
