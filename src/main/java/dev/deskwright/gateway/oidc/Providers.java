package dev.deskwright.gateway.oidc;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.LdapConnection.ConfigMapKey;
import dev.deskwright.api.v1alpha1.OpenIdProvider;
import dev.deskwright.directory.NamedValues;
import dev.deskwright.users.UsersUnavailable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The providers that Directories name, each as it describes itself now. Every method blocks, for as
 * long as the provider takes and 10 seconds at most for each of its answers.
 */
public final class Providers {

  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** How long a description is taken as read; keys are read anew when a token has another. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  /** How long one that did not answer is left alone. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** Of the threads that sign users in, so many wait for providers at most. */
  private static final int AT_ONCE = 8;

  private static final String KEY = "secret";

  /** What is known of one provider; guarded by itself. */
  private static final class Slot {
    private OpenIdProvider rules;
    private Optional<String> pem = Optional.empty();
    private Provider provider;
    private Instant checked = Instant.MIN;
    private NotVouched failure;
  }

  private final NamedValues values;
  private final Clock clock;
  private final Duration answer;
  private final Semaphore waiting = new Semaphore(AT_ONCE);
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  /** Asks nobody yet. */
  public Providers(NamedValues values, Clock clock) {
    this(values, clock, ANSWER);
  }

  Providers(NamedValues values, Clock clock, Duration answer) {
    this.values = values;
    this.clock = clock;
    this.answer = answer;
  }

  /**
   * Where the browser goes to sign in.
   *
   * @throws NotVouched if the provider does not answer
   */
  public URI begin(Directory directory, OpenIdProvider rules, Flow flow) {
    return waited(() -> provider(directory, rules).begin(flow));
  }

  /**
   * The name of the user whom the provider vouches for, as it writes it.
   *
   * @throws NotVouched if it does not, or cannot be asked
   */
  public String finish(
      Directory directory, OpenIdProvider rules, Flow flow, RedirectAnswer redirect) {
    return waited(
        () -> provider(directory, rules).finish(flow, redirect, secret(directory, rules)));
  }

  private <T> T waited(Supplier<T> question) {
    if (!waiting.tryAcquire()) {
      throw NotVouched.unavailable("too many sign-ins wait for providers");
    }
    try {
      return question.get();
    } catch (UsersUnavailable e) {
      throw NotVouched.unavailable(e.getMessage());
    } finally {
      waiting.release();
    }
  }

  private String secret(Directory directory, OpenIdProvider rules) {
    String name = rules.clientSecretRef().name();
    String secret =
        values
            .ofSecret(directory.getMetadata().getNamespace(), name, KEY)
            .replaceFirst("[\\r\\n]+$", "");
    if (secret.isEmpty()) {
      throw NotVouched.unavailable(
          "Secret \"%s\" has nothing under the key %s".formatted(name, KEY));
    }
    return secret;
  }

  private Provider provider(Directory directory, OpenIdProvider rules) {
    String key = directory.getMetadata().getUid() + "/" + rules.name();
    Slot slot = slots.computeIfAbsent(key, any -> new Slot());
    synchronized (slot) {
      if (!rules.equals(slot.rules)) {
        slot.rules = rules;
        slot.provider = null;
        slot.failure = null;
        slot.checked = Instant.MIN;
      }
      if (isDue(slot)) {
        refresh(slot, directory);
      }
      if (slot.provider == null) {
        throw slot.failure;
      }
      return slot.provider;
    }
  }

  private boolean isDue(Slot slot) {
    if (slot.checked.equals(Instant.MIN)) {
      return true;
    }
    Duration pause = slot.failure == null ? FRESH : PAUSE;
    return !clock.instant().isBefore(slot.checked.plus(pause));
  }

  /** One that does not answer now may still take whom it has vouched for: what is known stays. */
  private void refresh(Slot slot, Directory directory) {
    try {
      Optional<String> pem = pem(directory, slot.rules);
      boolean known = slot.provider != null && pem.equals(slot.pem);
      ProviderHttp http = known ? slot.provider.http() : new ProviderHttp(pem, answer);
      Provider found = Provider.discover(slot.rules, http, clock);
      // Its keys are known, and need not be read again.
      slot.provider = known && slot.provider.isSame(found) ? slot.provider : found;
      slot.pem = pem;
      slot.failure = null;
    } catch (NotVouched e) {
      slot.failure = e;
    } catch (UsersUnavailable e) {
      slot.failure = NotVouched.unavailable(e.getMessage());
    }
    slot.checked = clock.instant();
  }

  private Optional<String> pem(Directory directory, OpenIdProvider rules) {
    ConfigMapKey key = rules.caCertificates();
    return key == null
        ? Optional.empty()
        : Optional.of(
            values.ofConfigMap(directory.getMetadata().getNamespace(), key.name(), key.key()));
  }
}
