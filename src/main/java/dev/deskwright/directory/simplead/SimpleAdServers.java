package dev.deskwright.directory.simplead;

import static dev.deskwright.api.v1alpha1.ConditionType.Registered;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryReason;
import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Outcome;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings a domain's servers up to date, one after the other. */
public final class SimpleAdServers {

  private final ServerObjects objects;
  private final SecretStore secrets;
  private final String defaultImage;
  private final Optional<String> gatewayNamespace;

  private SimpleAdServers(
      ServerObjects objects,
      SecretStore secrets,
      String defaultImage,
      Optional<String> gatewayNamespace) {
    this.objects = objects;
    this.secrets = secrets;
    this.defaultImage = defaultImage;
    this.gatewayNamespace = gatewayNamespace;
  }

  /**
   * Touches nothing yet.
   *
   * @param client for the Secrets, which no cache holds
   * @param defaultImage of Directories that name none
   * @param gatewayNamespace where the operator and the gateways are, if known
   * @param clock for the certificates' dates
   */
  public static SimpleAdServers of(
      ServerObjects objects,
      KubernetesClient client,
      String defaultImage,
      Optional<String> gatewayNamespace,
      Clock clock) {
    return new SimpleAdServers(
        objects,
        new SecretStore(client, new SecureRandom(), clock),
        defaultImage,
        gatewayNamespace);
  }

  /** Makes or mends a Directory's servers; nothing if it has none of its own. */
  public Optional<SimpleAdReport> bringUpToDate(Directory directory) {
    if (!Domain.isWantedBy(directory)) {
      return Optional.empty();
    }
    Domain domain = Domain.of(directory, defaultImage, gatewayNamespace);
    return Optional.of(bringUpToDate(domain));
  }

  private SimpleAdReport bringUpToDate(Domain domain) {
    Optional<Finding> problem = objects.guardAndName(domain);
    Optional<Addresses> addresses = addresses(domain);
    if (problem.isPresent() || addresses.isEmpty()) {
      return new SimpleAdReport(
          problem.or(() -> Optional.of(SimpleAdFindings.waitingForAddresses(domain))), List.of());
    }
    return withAddresses(domain, addresses.get());
  }

  private SimpleAdReport withAddresses(Domain domain, Addresses addresses) {
    List<String> names = certificateNames(domain, addresses);
    Secret secret =
        secrets.get(domain, domain.sharedName()).orElseGet(() -> secrets.create(domain, names));
    Optional<Finding> problem =
        taken(domain, secret)
            .or(() -> incomplete(domain, secret))
            .or(() -> firstUsers(domain, secret));
    if (problem.isPresent()) {
      return report(addresses, problem.get());
    }
    Secret current = secrets.renew(domain, secrets.own(domain, secret), names);
    return withSecret(domain, addresses, DomainSecret.values(current), current);
  }

  private SimpleAdReport withSecret(
      Domain domain, Addresses addresses, Map<String, String> values, Secret secret) {
    String certificate = Ids.hash(values.get(DomainSecret.CERTIFICATE));
    Optional<Finding> problem =
        objects.servers(domain, server -> ServerSet.of(domain, server, addresses, certificate));
    if (problem.isPresent()) {
      return report(addresses, problem.get());
    }
    if (values.containsKey(DomainSecret.DOMAIN_MADE)) {
      return new SimpleAdReport(Optional.empty(), addresses.all());
    }
    if (Server.ALL.stream()
        .noneMatch(server -> objects.state(domain, server) == ServerState.ANSWERING)) {
      return report(addresses, SimpleAdFindings.starting(domain));
    }
    secrets.noteMade(secret);
    return new SimpleAdReport(Optional.empty(), addresses.all());
  }

  /** The users' passwords are made with the domain; a later change of the list changes nothing. */
  private Optional<Finding> firstUsers(Domain domain, Secret secret) {
    if (DomainSecret.values(secret).containsKey(DomainSecret.DOMAIN_MADE)) {
      return Optional.empty();
    }
    return secrets
        .get(domain, domain.firstUsersName())
        .or(() -> secrets.createFirstUsers(domain))
        .flatMap(users -> taken(domain, users));
  }

  private static Optional<Finding> taken(Domain domain, Secret secret) {
    return DomainSecret.isOurs(domain, secret)
        ? Optional.empty()
        : new Outcome.NameTaken("Secret", secret.getMetadata().getName())
            .problem(Registered, DirectoryReason.NameTaken, DirectoryReason.Refused, "Directory");
  }

  private static Optional<Finding> incomplete(Domain domain, Secret secret) {
    return Optional.of(DomainSecret.missing(DomainSecret.values(secret)))
        .filter(missing -> !missing.isEmpty())
        .map(missing -> SimpleAdFindings.secretIncomplete(domain, missing));
  }

  private Optional<Addresses> addresses(Domain domain) {
    return address(domain, Server.DC1)
        .flatMap(dc1 -> address(domain, Server.DC2).map(dc2 -> new Addresses(dc1, dc2)));
  }

  private Optional<String> address(Domain domain, Server server) {
    return objects
        .service(domain, server)
        .map(Service::getSpec)
        .map(spec -> spec.getClusterIP())
        .filter(address -> !address.isEmpty());
  }

  /** By name for desktops, which look names up in the domain; by address for the operator. */
  private static List<String> certificateNames(Domain domain, Addresses addresses) {
    return Stream.of(
            Stream.of(domain.name()),
            Server.ALL.stream().map(domain::fullNameOf),
            Server.ALL.stream()
                .map(server -> domain.nameOf(server) + "." + domain.namespace() + ".svc"),
            addresses.all().stream())
        .flatMap(names -> names)
        .toList();
  }

  private static SimpleAdReport report(Addresses addresses, Finding problem) {
    return new SimpleAdReport(Optional.of(problem), addresses.all());
  }
}
