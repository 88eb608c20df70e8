package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.CrossTrust;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec;
import dev.deskwright.api.v1alpha1.DirectoryStatus.TrustStatus;
import dev.deskwright.api.v1alpha1.LocalReference;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.users.UserDirectory;
import dev.deskwright.users.UsersUnavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens Directories with the domains that they trust. */
public final class TrustingDirectories implements UserDirectories {

  private final UserDirectories direct;
  private final Function<String, List<Directory>> all;

  /**
   * Opens nothing yet.
   *
   * @param direct opens Directories that have servers
   * @param all the Directories of a namespace
   */
  public TrustingDirectories(UserDirectories direct, Function<String, List<Directory>> all) {
    this.direct = direct;
    this.all = all;
  }

  @Override
  public UserDirectory open(Directory directory) {
    if (directory.getSpec().type() != DirectorySpec.Type.CrossTrust) {
      return new DomainDirectory(directory, direct.open(directory));
    }
    List<Trusted> trusted = new ArrayList<>();
    List<TrustStatus> missing = new ArrayList<>();
    wanted(directory)
        .forEach(
            (name, found) -> {
              try {
                trusted.add(trusted(name, found));
              } catch (UsersUnavailable e) {
                missing.add(missing(name, found, e.getMessage()));
              }
            });
    return new TrustingDirectory(directory, trusted, missing);
  }

  private Trusted trusted(String name, Optional<Directory> found) {
    Directory other =
        found.orElseThrow(
            () ->
                new UsersUnavailable(
                    "No Directory \"%s\" exists in this namespace: create it, or take it off the list."
                        .formatted(name)));
    if (other.getSpec().type() == DirectorySpec.Type.CrossTrust) {
      throw new UsersUnavailable(
          "Directory \"%s\" is of type CrossTrust itself: name those that it trusts."
              .formatted(name));
    }
    return new Trusted(other, open(other));
  }

  private static TrustStatus missing(String name, Optional<Directory> found, String why) {
    return new TrustStatus(
        found.map(other -> other.getSpec().domainName()).orElse(name), null, name, false, why);
  }

  @Override
  public boolean isCurrent(Directory directory, UserDirectory opened) {
    if (opened instanceof DomainDirectory domain) {
      return direct.isCurrent(directory, domain.direct());
    }
    var trusting = (TrustingDirectory) opened;
    Map<String, Directory> now =
        wanted(directory).values().stream()
            .flatMap(Optional::stream)
            .filter(other -> other.getSpec().type() != DirectorySpec.Type.CrossTrust)
            .collect(Collectors.toMap(TrustingDirectories::name, Function.identity()));
    return trusting.trusted().size() == now.size()
        && trusting.trusted().stream().allMatch(one -> isSame(one, now.get(name(one.directory()))));
  }

  private boolean isSame(Trusted one, Directory now) {
    return now != null
        && Objects.equals(one.directory().getMetadata().getUid(), now.getMetadata().getUid())
        && Objects.equals(one.directory().getSpec(), now.getSpec())
        && isCurrent(now, one.users());
  }

  /** The Directories that are to be trusted, by name, each as it is, if it is. */
  private Map<String, Optional<Directory>> wanted(Directory directory) {
    CrossTrust rules = directory.getSpec().crossTrust();
    List<Directory> others = all.apply(directory.getMetadata().getNamespace());
    Stream<String> named =
        Stream.ofNullable(rules.directoryRefs()).flatMap(List::stream).map(LocalReference::name);
    Stream<String> found =
        Stream.ofNullable(rules.trustsOf())
            .flatMap(active -> trustsOf(active.name(), others).stream());
    Map<String, Optional<Directory>> wanted = new LinkedHashMap<>();
    Stream.concat(named, found).distinct().forEach(name -> wanted.put(name, byName(others, name)));
    return wanted;
  }

  /** The Directories whose domains an Active Directory trusts. */
  private List<String> trustsOf(String name, List<Directory> others) {
    Directory active =
        byName(others, name)
            .orElseThrow(
                () ->
                    new UsersUnavailable(
                        "crossTrust.trustsOf: no Directory \"%s\" exists in this namespace."
                            .formatted(name)));
    try (UserDirectory opened = direct.open(active)) {
      List<String> domains = opened.trustedDomains();
      return others.stream()
          .filter(other -> domains.stream().anyMatch(d -> DomainDirectory.isNamed(other, d)))
          .map(TrustingDirectories::name)
          .toList();
    }
  }

  private static Optional<Directory> byName(List<Directory> directories, String name) {
    return directories.stream().filter(one -> name(one).equals(name)).findFirst();
  }

  private static String name(Directory directory) {
    return directory.getMetadata().getName();
  }
}
