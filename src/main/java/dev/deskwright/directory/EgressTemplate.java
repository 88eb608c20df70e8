package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.CrossTrust;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec;
import dev.deskwright.api.v1alpha1.DirectorySpec.InternetAccess;
import dev.deskwright.api.v1alpha1.DnsRules;
import dev.deskwright.api.v1alpha1.LdapConnection;
import dev.deskwright.api.v1alpha1.LocalReference;
import dev.deskwright.api.v1alpha1.Subnet;
import dev.deskwright.kernel.AddressRange;
import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a Directory's desktops reach. */
final class EgressTemplate {

  static final String SERVERS = "directory-server";

  private static final String METADATA_IPV4 = "169.254.0.0/16";
  private static final String METADATA_IPV6 = "fd00:ec2::254/128";

  /** Where a node's own DNS cache answers, by convention: no pod, so that no selector finds it. */
  private static final String NODE_DNS = "169.254.20.10/32";

  private static final int DNS = 53;

  /** Kerberos, LDAP, passwords, LDAP with TLS, and both again for the global catalog. */
  private static final List<Integer> SIGN_IN_TCP = List.of(88, 389, 464, 636, 3268, 3269);

  private static final List<Integer> SIGN_IN_UDP = List.of(88, 389, 464);

  private EgressTemplate() {}

  static List<NetworkPolicyEgressRule> egress(Directory directory) {
    return directory.getSpec().internetAccess() == InternetAccess.Denied
        ? toWhatIsNeeded(directory)
        : List.of(rule(Stream.empty(), dns()), toNetwork());
  }

  /** Each rule names its peers: a rule without any would allow everybody. */
  private static List<NetworkPolicyEgressRule> toWhatIsNeeded(Directory directory) {
    DirectorySpec spec = directory.getSpec();
    return Stream.of(
            rule(dnsServers(spec), dns()),
            rule(signInServers(directory), signIn()),
            rule(subnets(spec), List.of()))
        .filter(rule -> !rule.getTo().isEmpty())
        .toList();
  }

  private static NetworkPolicyEgressRule rule(
      Stream<NetworkPolicyPeer> to, List<NetworkPolicyPort> ports) {
    return new NetworkPolicyEgressRuleBuilder().withTo(to.toList()).withPorts(ports).build();
  }

  private static NetworkPolicyEgressRule toNetwork() {
    return rule(
        Stream.of(allBut("0.0.0.0/0", METADATA_IPV4), allBut("::/0", METADATA_IPV6)), List.of());
  }

  private static Stream<NetworkPolicyPeer> dnsServers(DirectorySpec spec) {
    var inCluster =
        new NetworkPolicyPeerBuilder().withNewNamespaceSelector().endNamespaceSelector().build();
    var named =
        each(Optional.ofNullable(spec.dns()).map(DnsRules::nameservers))
            .flatMap(EgressTemplate::address);
    return Stream.concat(Stream.of(inCluster, block(NODE_DNS)), named);
  }

  private static Stream<NetworkPolicyPeer> signInServers(Directory directory) {
    var byAddress =
        each(Optional.ofNullable(directory.getSpec().connection()).map(LdapConnection::servers))
            .flatMap(server -> address(server.host()));
    return Stream.concat(byAddress, ownServers(directory).stream());
  }

  /** The pods of a SimpleAD's servers, its own or those of Directories that it trusts. */
  private static Optional<NetworkPolicyPeer> ownServers(Directory directory) {
    List<String> directories = directoriesWithServers(directory);
    return directories.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .withMatchLabels(Labels.managed(SERVERS))
                .withMatchExpressions(
                    new LabelSelectorRequirementBuilder()
                        .withKey(Labels.DIRECTORY)
                        .withOperator("In")
                        .withValues(directories)
                        .build())
                .endPodSelector()
                .build());
  }

  private static List<String> directoriesWithServers(Directory directory) {
    DirectorySpec spec = directory.getSpec();
    if (spec.type() == DirectorySpec.Type.SimpleAD) {
      return List.of(directory.getMetadata().getName());
    }
    Optional<CrossTrust> trust = Optional.ofNullable(spec.crossTrust());
    return Stream.concat(
            each(trust.map(CrossTrust::directoryRefs)), trust.map(CrossTrust::trustsOf).stream())
        .map(LocalReference::name)
        .distinct()
        .sorted()
        .toList();
  }

  /** A range that is not written as one is left out, and the Directory says so. */
  private static Stream<NetworkPolicyPeer> subnets(DirectorySpec spec) {
    return each(Optional.ofNullable(spec.subnets()))
        .map(Subnet::cidr)
        .flatMap(Stream::ofNullable)
        .filter(cidr -> AddressRange.of(cidr).filter(range -> !range.hasHostBits()).isPresent())
        .map(EgressTemplate::block);
  }

  private static <T> Stream<T> each(Optional<List<T>> list) {
    return list.stream().flatMap(Collection::stream);
  }

  /** A policy knows addresses and no names. */
  private static Stream<NetworkPolicyPeer> address(String host) {
    return AddressRange.single(host).map(EgressTemplate::block).stream();
  }

  private static NetworkPolicyPeer block(String cidr) {
    return new NetworkPolicyPeerBuilder().withNewIpBlock().withCidr(cidr).endIpBlock().build();
  }

  private static NetworkPolicyPeer allBut(String cidr, String except) {
    return new NetworkPolicyPeerBuilder()
        .withNewIpBlock()
        .withCidr(cidr)
        .withExcept(except)
        .endIpBlock()
        .build();
  }

  private static List<NetworkPolicyPort> dns() {
    return List.of(port("UDP", DNS), port("TCP", DNS));
  }

  private static List<NetworkPolicyPort> signIn() {
    return Stream.concat(
            SIGN_IN_TCP.stream().map(number -> port("TCP", number)),
            SIGN_IN_UDP.stream().map(number -> port("UDP", number)))
        .toList();
  }

  private static NetworkPolicyPort port(String protocol, int number) {
    return new NetworkPolicyPortBuilder()
        .withProtocol(protocol)
        .withPort(new IntOrString(number))
        .build();
  }
}
