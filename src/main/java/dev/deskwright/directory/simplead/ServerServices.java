package dev.deskwright.directory.simplead;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The servers' Services: one for both pods' names, and an address that stays for each server. */
final class ServerServices {

  private static final String TCP = "TCP";
  private static final String UDP = "UDP";

  /** DNS, Kerberos, LDAP (where UDP finds servers) and changing passwords. */
  private static final List<Integer> BOTH_PROTOCOLS = List.of(53, 88, 389, 464);

  /** RPC's directory of ports, SMB, LDAPS, and the global catalog without and with TLS. */
  private static final List<Integer> ONLY_TCP = List.of(135, 445, 636, 3268, 3269);

  /** What the image has RPC listen on: replication, and joining a domain. */
  private static final int RPC_FIRST = 49_152;

  private static final int RPC_LAST = 49_160;

  private ServerServices() {}

  static Service headless(Domain domain) {
    return new ServiceBuilder()
        .withMetadata(ServerMeta.of(domain, domain.sharedName(), ServerMeta.both(domain)))
        .withNewSpec()
        .withType("ClusterIP")
        .withClusterIP("None")
        .withSelector(ServerMeta.both(domain))
        .endSpec()
        .build();
  }

  static Service of(Domain domain, Server server) {
    return new ServiceBuilder()
        .withMetadata(ServerMeta.of(domain, domain.nameOf(server), ServerMeta.one(domain, server)))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(ServerMeta.one(domain, server))
        .withPorts(ports())
        .endSpec()
        .build();
  }

  private static List<ServicePort> ports() {
    return Stream.of(
            BOTH_PROTOCOLS.stream().flatMap(port -> Stream.of(port(port, TCP), port(port, UDP))),
            ONLY_TCP.stream().map(port -> port(port, TCP)),
            IntStream.rangeClosed(RPC_FIRST, RPC_LAST).mapToObj(port -> port(port, TCP)))
        .flatMap(ports -> ports)
        .toList();
  }

  private static ServicePort port(int port, String protocol) {
    return new ServicePortBuilder()
        .withName(protocol.toLowerCase(Locale.ROOT) + "-" + port)
        .withProtocol(protocol)
        .withPort(port)
        .withTargetPort(new IntOrString(port))
        .build();
  }
}
