package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What went wrong, in words for an administrator. Nothing that a server or an exception says is
 * passed on: it could hold anything.
 */
record Explanation(Problem problem, String message) {

  /** Most specific first: the chain of causes decides, then the result code. */
  static Explanation of(LDAPException e, LdapServer server, LdapSettings settings) {
    List<Throwable> causes = causes(e);
    return certificate(causes, server, settings)
        .or(() -> network(causes, server, settings))
        .orElseGet(() -> result(e, server, settings));
  }

  private static Optional<Explanation> certificate(
      List<Throwable> causes, LdapServer server, LdapSettings settings) {
    if (first(causes, Tls.HostNameMismatch.class).isPresent()) {
      return some(
          Problem.HOST_NAME_MISMATCH,
          ("The certificate of %s is for another host name: use a name that it is for, or get one"
                  + " for %s")
              .formatted(server, server.host()));
    }
    Optional<Explaining.Refused> refused = first(causes, Explaining.Refused.class);
    if (refused.isPresent()) {
      return refused(causes, refused.get(), server, settings);
    }
    return first(causes, SSLException.class)
        .filter(e -> first(causes, SocketTimeoutException.class).isEmpty())
        .flatMap(
            e ->
                some(
                    Problem.TLS_FAILED,
                    "%s does not speak TLS 1.2 or newer there".formatted(server)));
  }

  private static Optional<Explanation> refused(
      List<Throwable> causes,
      Explaining.Refused refused,
      LdapServer server,
      LdapSettings settings) {
    if (first(causes, CertificateExpiredException.class).isPresent()) {
      return some(
          Problem.CERTIFICATE_EXPIRED,
          "The certificate of %s, valid until %s, or that of its authority has expired: renew it"
              .formatted(server, refused.notAfter()));
    }
    if (first(causes, CertificateNotYetValidException.class).isPresent()) {
      return some(
          Problem.CERTIFICATE_NOT_YET_VALID,
          ("The certificate of %s, valid from %s, or that of its authority is not valid yet: check"
                  + " the clocks")
              .formatted(server, refused.notBefore()));
    }
    return some(
        Problem.CERTIFICATE_UNTRUSTED,
        "The certificate of %s is not signed by an authority that is trusted: %s"
            .formatted(
                server,
                settings.trustedCertificates().isPresent()
                    ? "it is not in the bundle of trusted certificates"
                    : "no bundle of trusted certificates is given, and the JVM does not know it"));
  }

  private static Optional<Explanation> network(
      List<Throwable> causes, LdapServer server, LdapSettings settings) {
    if (first(causes, UnknownHostException.class).isPresent()) {
      return some(Problem.HOST_UNKNOWN, "DNS has no address for %s".formatted(server.host()));
    }
    if (first(causes, SocketTimeoutException.class).isPresent()) {
      return timeout(server, settings);
    }
    if (first(causes, NoRouteToHostException.class).isPresent()) {
      return some(Problem.UNREACHABLE, "There is no network route to %s".formatted(server));
    }
    if (first(causes, ConnectException.class).isPresent()) {
      return some(
          Problem.CONNECTION_REFUSED,
          "Connection refused: nothing listens on %s".formatted(server));
    }
    return Optional.empty();
  }

  private static Optional<Explanation> timeout(LdapServer server, LdapSettings settings) {
    return some(
        Problem.TIMED_OUT,
        "%s timed out: it did not connect in %d ms, or did not answer in %d ms"
            .formatted(
                server,
                settings.connectTimeout().toMillis(),
                settings.responseTimeout().toMillis()));
  }

  private static Explanation result(LDAPException e, LdapServer server, LdapSettings settings) {
    return switch (e.getResultCode().intValue()) {
      case ResultCode.TIMEOUT_INT_VALUE -> timeout(server, settings).orElseThrow();
      case ResultCode.INVALID_CREDENTIALS_INT_VALUE,
          ResultCode.INAPPROPRIATE_AUTHENTICATION_INT_VALUE ->
          new Explanation(
              Problem.BIND_REFUSED,
              "%s refused the bind as %s: its name or password is wrong, or it is disabled"
                  .formatted(server, settings.bindName()));
      case ResultCode.STRONG_AUTH_REQUIRED_INT_VALUE,
          ResultCode.CONFIDENTIALITY_REQUIRED_INT_VALUE ->
          new Explanation(
              Problem.ENCRYPTION_REQUIRED,
              "%s takes no password without encryption: use LDAPS or StartTLS".formatted(server));
      case ResultCode.NO_SUCH_OBJECT_INT_VALUE ->
          new Explanation(
              Problem.BASE_DN_MISSING,
              "%s has no entry %s, or hides it from %s"
                  .formatted(server, settings.baseDn(), settings.bindName()));
      case ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE, ResultCode.OPERATIONS_ERROR_INT_VALUE ->
          new Explanation(
              Problem.ACCESS_DENIED,
              "%s does not let %s search".formatted(server, settings.bindName()));
      case ResultCode.SIZE_LIMIT_EXCEEDED_INT_VALUE,
          ResultCode.TIME_LIMIT_EXCEEDED_INT_VALUE,
          ResultCode.ADMIN_LIMIT_EXCEEDED_INT_VALUE ->
          new Explanation(
              Problem.SERVER_LIMIT,
              "%s stopped at a limit of its own (%s): raise it for %s"
                  .formatted(server, e.getResultCode().getName(), settings.bindName()));
      default -> other(e, server);
    };
  }

  private static Explanation other(LDAPException e, LdapServer server) {
    if (e.getResultCode().equals(PagedSearch.TOO_MUCH)) {
      return new Explanation(
          Problem.TOO_MUCH_SENT, "%s sent more than is taken from a server".formatted(server));
    }
    if (e.getResultCode().equals(Connector.NO_START_TLS)) {
      return new Explanation(
          Problem.START_TLS_REFUSED, "%s does not offer StartTLS: use LDAPS".formatted(server));
    }
    return new Explanation(
        Problem.OTHER,
        "%s cannot be used now (LDAP result %d, %s)"
            .formatted(server, e.getResultCode().intValue(), e.getResultCode().getName()));
  }

  private static Optional<Explanation> some(Problem problem, String message) {
    return Optional.of(new Explanation(problem, message));
  }

  /** Bounded, since a chain of causes can be a circle. */
  static List<Throwable> causes(Throwable top) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable each = top; each != null && causes.size() < 20; each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }

  private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
    return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
