package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.fixture.FlakyState;
import dev.deskwright.fixture.StandingClock;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.session.Seal;
import dev.deskwright.gateway.session.SessionLimits;
import dev.deskwright.gateway.session.Sessions;
import dev.deskwright.gateway.state.LocalState;
import dev.deskwright.gateway.state.SharedState;
import dev.deskwright.tracing.Tracing;
import dev.deskwright.users.UserDirectories;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Replicas of a gateway over one state, with a clock that stands and pauses that take no time. */
final class SignInFixture {

  static final Client OFFICE = new Client("203.0.113.7", DeviceType.Linux);

  final StandingClock clock = new StandingClock(Instant.parse("2026-03-01T09:00:00Z"));
  final LocalState shared = new LocalState(clock);
  final FlakyState way = new FlakyState(shared);
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final Map<String, Directory> directories = new HashMap<>();
  final List<RadiusServers.Answer> radiusAnswers = new ArrayList<>();
  final List<String> radiusQuestions = new ArrayList<>();
  private final UserDirectories users;
  Sessions sessions;

  SignInFixture(UserDirectories users) {
    this.users = users;
  }

  /** One that has just started, and knows nothing but the state. */
  SignIn replica() {
    return replica(way);
  }

  /** The same, over another state. */
  SignIn replica(SharedState state) {
    Seal seal = new Seal(state, clock);
    sessions = new Sessions(state, seal, SessionLimits.DEFAULT, clock, Defences.ALL);
    sessions.refresh();
    return new SignIn(
        new SignInParts(
            (namespace, name) -> Optional.ofNullable(directories.get(namespace + "/" + name)),
            new OpenDirectories(users, clock),
            this::radius,
            state,
            seal,
            sessions,
            Defences.ALL,
            clock,
            meters,
            Tracing.OFF),
        AttemptLimits.DEFAULT,
        pauses::add);
  }

  private RadiusServers.Answer radius(
      Directory directory, String user, char[] code, String address, Optional<String> state) {
    radiusQuestions.add(
        user + " " + new String(code) + " " + address + state.map(" "::concat).orElse(""));
    if (radiusAnswers.isEmpty()) {
      throw new RadiusServers.Unanswered("nobody is there");
    }
    return radiusAnswers.remove(0);
  }

  Directory directory(String rules) {
    return directory("corp", rules);
  }

  Directory directory(String name, String rules) {
    Directory directory =
        Serialization.unmarshal(
            """
            apiVersion: deskwright.dev/v1alpha1
            kind: Directory
            metadata: {name: %s, namespace: team, uid: uid-of-%s}
            spec: {type: SimpleAD, domainName: corp.example.com, %s}
            """
                .formatted(name, name, rules),
            Directory.class);
    directories.put("team/" + name, directory);
    return directory;
  }

  double count(String outcome) {
    return meters.find("deskwright.gateway.sign.ins").tag("outcome", outcome).counters().stream()
        .mapToDouble(each -> each.count())
        .sum();
  }
}
