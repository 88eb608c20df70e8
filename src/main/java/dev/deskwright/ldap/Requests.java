package dev.deskwright.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.deskwright.ldap.LdapObserver.Kind;
import dev.deskwright.ldap.LdapObserver.Outcome;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Tells the observer of each request, how long it took and how it ended. */
record Requests(LdapObserver observer) {

  /** One request to a server. */
  interface Request<T> {
    T send() throws LDAPException;
  }

  <T> T count(Kind kind, Request<T> request) throws LDAPException {
    long begin = System.nanoTime();
    Outcome outcome = Outcome.FAILED;
    try {
      T answer = request.send();
      outcome = Outcome.SUCCESS;
      return answer;
    } catch (LDAPException e) {
      outcome = outcome(e);
      throw e;
    } finally {
      observer.request(kind, Duration.ofNanos(System.nanoTime() - begin), outcome);
    }
  }

  private static Outcome outcome(LDAPException e) {
    boolean late =
        Explanation.causes(e).stream().anyMatch(SocketTimeoutException.class::isInstance);
    if (late || e.getResultCode().equals(ResultCode.TIMEOUT)) {
      return Outcome.TIMED_OUT;
    }
    return e.getResultCode().isClientSideResultCode() ? Outcome.FAILED : Outcome.REFUSED;
  }
}
