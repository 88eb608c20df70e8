package dev.deskwright.directory.simplead;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec;
import dev.deskwright.api.v1alpha1.SimpleAd;
import dev.deskwright.api.v1alpha1.SimpleAd.DeletionPolicy;
import dev.deskwright.api.v1alpha1.Subnet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a Directory asks of its servers, with every default filled in.
 *
 * @param directory whose servers they are
 * @param name full name of the domain, in small letters
 * @param netbiosName its short name
 * @param image of the servers
 * @param gatewayNamespace where the operator and the gateways are, which look users up
 */
record Domain(
    Directory directory, String name, String netbiosName, String image, String gatewayNamespace) {

  private static final int NETBIOS_LENGTH = 15;
  private static final int DEFAULT_SIZE_GIB = 5;

  /** Whether the operator runs servers for the Directory. */
  static boolean isWantedBy(Directory directory) {
    var spec = directory.getSpec();
    return spec.type() == DirectorySpec.Type.SimpleAD && spec.simpleAd() != null;
  }

  static Domain of(Directory directory, String defaultImage, Optional<String> gatewayNamespace) {
    var spec = directory.getSpec();
    String name = spec.domainName().toLowerCase(Locale.ROOT);
    return new Domain(
        directory,
        name,
        Optional.ofNullable(spec.netbiosName()).orElseGet(() -> netbiosName(name)),
        Optional.ofNullable(spec.simpleAd().image()).orElse(defaultImage),
        gatewayNamespace.orElseGet(() -> directory.getMetadata().getNamespace()));
  }

  private static String netbiosName(String name) {
    String first = name.substring(0, name.indexOf('.')).toUpperCase(Locale.ROOT);
    return first.substring(0, Math.min(first.length(), NETBIOS_LENGTH));
  }

  String namespace() {
    return directory.getMetadata().getNamespace();
  }

  /** Name of what belongs to both servers. */
  String sharedName() {
    return sharedName(directory.getMetadata().getName());
  }

  static String sharedName(String directory) {
    return directory + "-directory";
  }

  /** Name of what belongs to one server. */
  String nameOf(Server server) {
    return directory.getMetadata().getName() + "-" + server.hostName();
  }

  String firstUsersName() {
    return directory.getMetadata().getName() + "-first-users";
  }

  /** Its name in DNS. */
  String fullNameOf(Server server) {
    return server.hostName() + "." + name;
  }

  SimpleAd settings() {
    return directory.getSpec().simpleAd();
  }

  int volumeSizeGib() {
    return Optional.ofNullable(settings().volumeSizeGib()).orElse(DEFAULT_SIZE_GIB);
  }

  DeletionPolicy deletionPolicy() {
    return Optional.ofNullable(settings().deletionPolicy()).orElse(DeletionPolicy.Retain);
  }

  /** The nodes that a server may run on: those of its subnet. */
  Map<String, String> nodeSelector(Server server) {
    List<Subnet> subnets = Optional.ofNullable(directory.getSpec().subnets()).orElse(List.of());
    return server.number() <= subnets.size()
        ? subnets.get(server.number() - 1).nodeSelector()
        : Map.of();
  }
}
