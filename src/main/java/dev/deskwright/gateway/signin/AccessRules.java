package dev.deskwright.gateway.signin;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec;
import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.kernel.Address;
import dev.deskwright.kernel.AddressRange;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** From where, and from what kind of device, users of a Directory may connect. */
public final class AccessRules {

  /** What is no operating system of a browser. */
  private static final Set<DeviceType> NO_SYSTEMS =
      EnumSet.of(DeviceType.Web, DeviceType.ZeroClient);

  private final Defences defences;

  /** The rules of every Directory. */
  public AccessRules(Defences defences) {
    this.defences = defences;
  }

  /** Why a client is not let in, or nothing if it is. */
  public Optional<Step.Refused> refusal(Directory directory, Client client) {
    DirectorySpec spec = directory.getSpec();
    if (defences.has(Defence.ADDRESS_RULES) && !isAllowed(spec, client.address())) {
      return Optional.of(Refusals.address());
    }
    return defences.has(Defence.DEVICE_RULES) && !isAllowed(spec, client.deviceType())
        ? Optional.of(Refusals.device())
        : Optional.empty();
  }

  private static boolean isAllowed(DirectorySpec spec, String text) {
    if (spec.ipAccessRules() == null) {
      return true;
    }
    Optional<Address> address = Address.of(text);
    return address.isPresent()
        && spec.ipAccessRules().stream()
            .flatMap(rule -> AddressRange.of(rule.cidr()).stream())
            .anyMatch(range -> range.contains(address.get()));
  }

  /**
   * A browser is of type Web. Where types of systems are named beside that, its system must be one
   * of them; where none is, any will do.
   */
  private static boolean isAllowed(DirectorySpec spec, DeviceType system) {
    if (spec.deviceTypes() == null) {
      return true;
    }
    boolean anySystem = NO_SYSTEMS.containsAll(spec.deviceTypes());
    return spec.deviceTypes().contains(DeviceType.Web)
        && (anySystem || (system != DeviceType.Web && spec.deviceTypes().contains(system)));
  }
}
