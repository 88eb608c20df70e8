package dev.deskwright.gateway.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.state.Change;
import dev.deskwright.gateway.state.Kind;
import dev.deskwright.gateway.state.SharedState;
import dev.deskwright.otp.RecoveryCodes;
import dev.deskwright.otp.Totp;
import dev.deskwright.otp.TotpSecret;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Authenticator apps of users. Each code, and each recovery code, is good once for all replicas.
 */
final class Enrolments {

  private static final String SECRET = "secret";
  private static final String STEP = "step";
  private static final String CODES = "codes";

  private final SharedState state;
  private final Defences defences;
  private final Clock clock;

  Enrolments(SharedState state, Defences defences, Clock clock) {
    this.state = state;
    this.defences = defences;
    this.clock = clock;
  }

  boolean has(String user) {
    return state.read(Kind.ENROLMENTS, user).isPresent();
  }

  /**
   * Enrols a user whose app shows this code.
   *
   * @return recovery codes, to be shown once; nothing if the user has an app already
   */
  Optional<List<String>> enrol(String user, TotpSecret secret, long step) {
    RecoveryCodes.Issued issued = RecoveryCodes.issue();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put(SECRET, secret.base32())
            .put(STEP, step)
            .put(CODES, issued.stored().encoded());
    boolean made =
        state.change(
            Kind.ENROLMENTS,
            user,
            before -> before.isPresent() ? Change.none(false) : Change.writeForever(json, true));
    return made ? Optional.of(issued.shown()) : Optional.empty();
  }

  /** The time step whose code this is, if it is one of now. */
  OptionalLong step(TotpSecret secret, String typed) {
    return Totp.verify(secret, typed, clock.instant());
  }

  /** Uses a code up: one that the app shows, or a recovery code. */
  boolean use(String user, String typed) {
    return state.change(
        Kind.ENROLMENTS,
        user,
        before ->
            before
                .flatMap(json -> after(json, typed))
                .map(json -> Change.writeForever(json, true))
                .orElse(Change.none(false)));
  }

  private Optional<ObjectNode> after(ObjectNode json, String typed) {
    OptionalLong step = step(TotpSecret.ofBase32(json.get(SECRET).textValue()), typed);
    if (step.isEmpty()) {
      return afterRecovery(json, typed);
    }
    boolean used =
        defences.has(Defence.CODE_ONCE) && step.getAsLong() <= json.get(STEP).longValue();
    return used ? Optional.empty() : Optional.of(json.put(STEP, step.getAsLong()));
  }

  private Optional<ObjectNode> afterRecovery(ObjectNode json, String typed) {
    Optional<RecoveryCodes> left = RecoveryCodes.parse(json.get(CODES).textValue()).redeem(typed);
    return defences.has(Defence.CODE_ONCE)
        ? left.map(codes -> json.put(CODES, codes.encoded()))
        : left.map(codes -> json);
  }
}
