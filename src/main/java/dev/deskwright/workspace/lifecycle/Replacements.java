package dev.deskwright.workspace.lifecycle;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.OperationStatus.Replacement;
import dev.deskwright.kernel.Ids;
import dev.deskwright.workspace.desired.Installed;
import dev.deskwright.workspace.observed.DriveKind;
import dev.deskwright.workspace.observed.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settles what a rebuild, restore or migration makes, before anything is made. Pure. User data is
 * replaced by a snapshot's only when it is itself saved in one first; where no snapshot can be had,
 * the user drive stays as it is.
 */
final class Replacements {

  private static final Pattern SUFFIX = Pattern.compile("-[0-9a-f]{5}");

  private final Observed observed;
  private final String suffix;

  private Replacements(Observed observed, String suffix) {
    this.observed = observed;
    this.suffix = suffix;
  }

  /** What the operation makes; nothing for one that keeps both drives. */
  static Optional<Replacement> of(Observed observed, Request request, String requestedAt) {
    var replacements = new Replacements(observed, suffix(observed, request, requestedAt));
    return switch (request.operation()) {
      case rebuild -> Optional.of(replacements.rebuild());
      case restore -> Optional.of(replacements.restore());
      case migrate -> Optional.of(replacements.migrate());
      default -> Optional.empty();
    };
  }

  /** Whether an operation has made a user drive, by its name. */
  static boolean hasMade(Observed observed, PersistentVolumeClaim claim) {
    String first = DriveKind.user.claimName(observed.workspace().getMetadata().getName());
    String name = claim.getMetadata().getName();
    return name.startsWith(first) && SUFFIX.matcher(name.substring(first.length())).matches();
  }

  /** What makes the names of an operation's objects its own: five letters or digits. */
  static String suffix(Observed observed, Request request, String requestedAt) {
    String uid = observed.workspace().getMetadata().getUid();
    return Ids.hash(String.join("\n", uid, request.operation().key(), request.value(), requestedAt))
        .substring(0, 5);
  }

  private Replacement rebuild() {
    var bundle = observed.bundle().orElseThrow();
    var source = observed.snapshots().lastAutomaticUser();
    boolean replaceUser = source.isPresent() && userDriveIsBound();
    return new Replacement(
        observed.settled().bundleName(),
        newRoot(bundle),
        null,
        replaceUser ? claim(DriveKind.user) : null,
        replaceUser ? name(source.get()) : null,
        null,
        replaceUser ? safety(DriveKind.user) : null);
  }

  private Replacement restore() {
    var pair = observed.snapshots().lastPair().orElseThrow();
    boolean hasRoot = observed.claim(observed.settled().rootClaim()).isPresent();
    return new Replacement(
        observed.settled().bundleName(),
        pair.root().isPresent() ? claim(DriveKind.root) : null,
        pair.root().map(Replacements::name).orElse(null),
        claim(DriveKind.user),
        name(pair.user()),
        hasRoot ? safety(DriveKind.root) : null,
        safety(DriveKind.user));
  }

  private Replacement migrate() {
    var bundle = observed.wished().orElseThrow();
    boolean copyUser = observed.snapshots().available() && userDriveIsBound();
    return new Replacement(
        bundle.getMetadata().getName(),
        newRoot(bundle),
        null,
        copyUser ? claim(DriveKind.user) : null,
        copyUser ? safety(DriveKind.user) : null,
        null,
        copyUser ? safety(DriveKind.user) : null);
  }

  private String newRoot(Bundle bundle) {
    return Installed.of(bundle.getSpec()).hasRootDrive() ? claim(DriveKind.root) : null;
  }

  private boolean userDriveIsBound() {
    return observed
        .claim(observed.settled().userClaim())
        .map(claim -> claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase()))
        .orElse(false);
  }

  private String claim(DriveKind kind) {
    return kind.claimName(observed.workspace().getMetadata().getName()) + "-" + suffix;
  }

  private String safety(DriveKind kind) {
    return kind.claimName(observed.workspace().getMetadata().getName()) + "-safety-" + suffix;
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
