package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.BundleSpec;
import dev.deskwright.api.v1alpha1.Compute.Resources;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.workspace.observed.DriveKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One desktop as it should be, with every reference resolved and every default applied.
 *
 * @param installed what it was, or is to be, made from
 * @param offered what the Bundle would make it from now
 * @param resources processors, memory, graphics
 * @param drives the root drive, if there is one, and the user drive
 * @param labels what everything that belongs to it is labelled with, tags included
 * @param annotations what everything that belongs to it is annotated with
 * @param homePath where the user drive is mounted
 * @param directory name of the Directory
 * @param userNamespace whether it runs in a Linux user namespace
 * @param gatewayCertificate what its web server knows the gateway by, as PEM, if it does
 * @param rules what the Directory settles
 * @param wishedResources what it would have in the Bundle that spec.bundleRef names
 */
public record Blueprint(
    WorkSpace workspace,
    BundleSpec bundle,
    Installed installed,
    Installed offered,
    Resources resources,
    List<Drive> drives,
    Map<String, String> labels,
    Map<String, String> annotations,
    String homePath,
    String directory,
    boolean userNamespace,
    Optional<String> gatewayCertificate,
    DirectoryRules rules,
    Optional<Resources> wishedResources) {

  /** The drive of a kind, if the desktop has it. */
  public Optional<Drive> drive(DriveKind kind) {
    return drives.stream().filter(drive -> drive.kind() == kind).findFirst();
  }

  /** Names of the claims that its pod mounts. */
  public Set<String> claimNames() {
    return drives.stream().map(Drive::claimName).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the Bundle has moved on from what the desktop was made from. */
  public boolean rebuildPending() {
    return !installed.equals(offered);
  }
}
