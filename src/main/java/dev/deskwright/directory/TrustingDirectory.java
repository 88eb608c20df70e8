package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryStatus.TrustStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.users.Health;
import dev.deskwright.users.LoginName;
import dev.deskwright.users.PasswordAnswer;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.users.UserAnswer.Gone;
import dev.deskwright.users.UserDirectory;
import dev.deskwright.users.UsersUnavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A directory with no users of its own: each question goes to the domain that the name says. */
final class TrustingDirectory implements UserDirectory {

  private final Directory directory;
  private final List<Trusted> trusted;
  private final List<TrustStatus> missing;

  /**
   * Asks nobody yet.
   *
   * @param missing what is named as trusted and cannot be
   */
  TrustingDirectory(Directory directory, List<Trusted> trusted, List<TrustStatus> missing) {
    this.directory = directory;
    this.trusted = trusted;
    this.missing = missing;
  }

  List<Trusted> trusted() {
    return trusted;
  }

  @Override
  public Map<String, UserAnswer> find(Collection<String> userNames) {
    Map<String, UserAnswer> answers = new HashMap<>();
    Map<Trusted, List<String>> questions = new LinkedHashMap<>();
    for (String userName : userNames) {
      domainOf(userName)
          .ifPresentOrElse(
              domain -> questions.computeIfAbsent(domain, d -> new ArrayList<>()).add(userName),
              () -> answers.put(userName, notTrusted(userName)));
    }
    questions.forEach((domain, names) -> answers.putAll(domain.find(names)));
    return answers;
  }

  private Optional<Trusted> domainOf(String userName) {
    return LoginName.of(userName)
        .domain()
        .flatMap(name -> trusted.stream().filter(domain -> domain.isNamed(name)).findFirst());
  }

  private UserAnswer notTrusted(String userName) {
    String name = directory.getMetadata().getName();
    Optional<String> domain = LoginName.of(userName).domain();
    String known =
        trusted.isEmpty()
            ? "it trusts none at present"
            : "it trusts "
                + trusted.stream()
                    .map(one -> one.directory().getSpec().domainName())
                    .collect(Collectors.joining(", "));
    return new Gone(
        WorkSpaceReason.DomainNotTrusted,
        domain
            .map(
                of ->
                    "User \"%s\" is of domain \"%s\", which Directory \"%s\" does not trust; %s."
                        .formatted(userName, of, name, known))
            .orElseGet(
                () ->
                    "User \"%s\" names no domain, which Directory \"%s\" of type CrossTrust needs, as in CORP\\alice or alice@corp.example.com; %s."
                        .formatted(userName, name, known)));
  }

  @Override
  public Health check() {
    return new Health(
        List.of(), Stream.concat(trusted.stream().map(Trusted::status), missing.stream()).toList());
  }

  /** Members as this directory names them: with their domain. */
  @Override
  public Set<String> membersOf(String group) {
    LoginName name = LoginName.of(group);
    Trusted domain =
        name.domain()
            .filter(d -> !name.principal())
            .flatMap(d -> trusted.stream().filter(one -> one.isNamed(d)).findFirst())
            .orElseThrow(
                () ->
                    new UsersUnavailable(
                        "Group \"%s\" names no trusted domain: write it like CORP\\designers."
                            .formatted(group)));
    String prefix = prefix(domain);
    return domain.users().membersOf(name.user()).stream()
        .map(prefix::concat)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String prefix(Trusted domain) {
    return DomainDirectory.netbiosName(domain.directory()) + "\\";
  }

  @Override
  public String canonical(String userName) {
    return UserNames.canonical(
        directory, trusted.stream().map(Trusted::directory).toList(), userName);
  }

  /** The login name that is accepted has its domain before it, as members of groups have. */
  @Override
  public PasswordAnswer authenticate(String userName, char[] password) {
    return asked(userName, users -> users.authenticate(userName, password));
  }

  @Override
  public PasswordAnswer identify(String userName) {
    return asked(userName, users -> users.identify(userName));
  }

  private PasswordAnswer asked(String userName, Function<UserDirectory, PasswordAnswer> question) {
    Optional<Trusted> domain = domainOf(userName);
    if (domain.isEmpty()) {
      missingOf(userName)
          .ifPresent(
              trust -> {
                throw new UsersUnavailable(
                    "Trusted %s: %s".formatted(trust.domainName(), trust.message()));
              });
      return new PasswordAnswer.Refused("of no trusted domain");
    }
    PasswordAnswer answer = question.apply(domain.get().users());
    return answer instanceof PasswordAnswer.Accepted accepted
        ? new PasswordAnswer.Accepted(
            prefix(domain.get()) + accepted.loginName(), accepted.displayName())
        : answer;
  }

  private Optional<TrustStatus> missingOf(String userName) {
    return LoginName.of(userName)
        .domain()
        .flatMap(
            name ->
                missing.stream()
                    .filter(trust -> trust.domainName().equalsIgnoreCase(name))
                    .findFirst());
  }

  @Override
  public Set<String> groupsOf(String userName) {
    return domainOf(userName).map(domain -> domain.users().groupsOf(userName)).orElse(Set.of());
  }

  @Override
  public List<String> trustedDomains() {
    return trusted.stream().map(one -> one.directory().getSpec().domainName()).toList();
  }

  @Override
  public void close() {
    trusted.forEach(one -> one.users().close());
  }
}
