package dev.deskwright.radius;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks RADIUS servers whether a user may sign in. For use by many threads at once; to be kept, as
 * it remembers for a while which servers are silent.
 */
public final class RadiusClient {

  /** A server that was silent is asked last for so long: not everybody has to wait for it. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final RadiusSettings settings;
  private final Exchange exchange;
  private final SecureRandom random = new SecureRandom();
  private final Map<RadiusServer, Long> silentSince = new ConcurrentHashMap<>();

  /**
   * A client of these servers.
   *
   * @param requireMessageAuthenticator true: an answer without a right Message-Authenticator is
   *     none. False is for showing that a forged answer is then taken (CVE-2024-3596)
   */
  public RadiusClient(RadiusSettings settings, boolean requireMessageAuthenticator) {
    this.settings = settings;
    this.exchange = new Exchange(settings, requireMessageAuthenticator);
  }

  /**
   * Asks the servers in their order, until one answers. It blocks meanwhile: at the most the time
   * for an answer, times all tries, times the servers.
   *
   * @param userName as the servers know it; sent as UTF-8
   * @param answer a password or code; the caller wipes it
   * @param callingStation the client's address, or empty
   * @param state that of the challenge that this answers; only its server is asked then
   * @throws RadiusUnavailable if none gave an answer that can be trusted
   */
  public RadiusAnswer ask(
      String userName, char[] answer, String callingStation, Optional<RadiusState> state) {
    Question question = new Question(userName, answer, callingStation, state);
    Optional<String> impossible = question.cannotBeAsked();
    if (impossible.isPresent()) {
      return new RadiusAnswer.Rejected(impossible.get());
    }
    List<String> problems = new ArrayList<>();
    for (RadiusServer server : state.map(this::itsServer).orElseGet(this::inOrder)) {
      try {
        return ask(server, question);
      } catch (NoAnswer e) {
        silentSince.put(server, System.nanoTime());
        problems.add(server + ": " + e.getMessage());
      }
    }
    throw new RadiusUnavailable("no RADIUS server answers: " + String.join("; ", problems));
  }

  private RadiusAnswer ask(RadiusServer server, Question question) throws NoAnswer {
    Request request = Request.of(settings, question, random);
    Answer answer = exchange.ask(server, request);
    silentSince.remove(server);
    return switch (answer.code()) {
      case Answer.ACCEPT -> {
        if (!request.credentials().areProvenBy(answer)) {
          throw new NoAnswer("accepted, but did not prove that it knows the password");
        }
        yield new RadiusAnswer.Accepted();
      }
      case Answer.CHALLENGE -> challenge(server, answer);
      default -> new RadiusAnswer.Rejected(reason(answer));
    };
  }

  private static RadiusAnswer challenge(RadiusServer server, Answer answer) {
    List<byte[]> states = answer.values(Attribute.STATE);
    // RFC 2865, 4.4: one or none. One with none cannot be gone on with: the next is a new sign-in.
    return states.size() == 1
        ? new RadiusAnswer.Challenge(answer.text(), new RadiusState(server, states.get(0)))
        : new RadiusAnswer.Rejected("the server's challenge has no State");
  }

  /** What the server says, or the number that MS-CHAP has for it: {@code E=691} and such. */
  private static String reason(Answer answer) {
    String said = answer.text();
    return !said.isEmpty()
        ? said
        : answer.microsofts(Attribute.MS_CHAP_ERROR).stream()
            .map(each -> new String(each, StandardCharsets.US_ASCII))
            .map(each -> each.replaceFirst("(?s)^.?(E=[0-9]{1,9}).*$|^.*$", "$1"))
            .findFirst()
            .orElse("");
  }

  private List<RadiusServer> itsServer(RadiusState state) {
    if (!settings.servers().contains(state.server())) {
      throw new RadiusUnavailable(
          "the RADIUS server that asked, %s, is none of the Directory's any more"
              .formatted(state.server()));
    }
    return List.of(state.server());
  }

  private List<RadiusServer> inOrder() {
    Map<Boolean, List<RadiusServer>> servers =
        settings.servers().stream().collect(Collectors.partitioningBy(this::isSilent));
    return Stream.concat(servers.get(false).stream(), servers.get(true).stream()).toList();
  }

  private boolean isSilent(RadiusServer server) {
    Long since = silentSince.get(server);
    return since != null && System.nanoTime() - since < SILENCE.toNanos();
  }

  @Override
  public String toString() {
    return "RadiusClient[" + settings + "]";
  }
}
