package dev.deskwright.gateway.oidc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a provider has put into the address that it sends the browser back to. */
public final class RedirectAnswer {

  private static final int LONGEST_CODE = 4096;

  private final Map<String, List<String>> parameters;

  /** Takes the parameters of the query, decoded. */
  public RedirectAnswer(Map<String, List<String>> parameters) {
    this.parameters = Map.copyOf(parameters);
  }

  /** What says which sign-in this belongs to, if it is there once. */
  public Optional<String> state() {
    return once("state");
  }

  private Optional<String> once(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** Another provider than the one that the user was sent to has answered (RFC 9207). */
  void checkIssuer(String issuer, boolean always) {
    boolean there = parameters.containsKey("iss");
    if (there ? once("iss").filter(issuer::equals).isEmpty() : always) {
      throw NotVouched.refused("the answer does not come from the provider that was asked");
    }
  }

  String code() {
    if (parameters.containsKey("error")) {
      throw NotVouched.refused("it says " + once("error").orElse("several errors"));
    }
    return once("code")
        .filter(code -> !code.isEmpty() && code.length() <= LONGEST_CODE)
        .orElseThrow(() -> NotVouched.refused("it gives no code"));
  }
}
