package dev.deskwright.workspace.desired;

import static dev.deskwright.api.v1alpha1.ConditionType.DesktopRunning;
import static dev.deskwright.api.v1alpha1.ConditionType.StorageReady;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.QuotaExceeded;

import dev.deskwright.api.v1alpha1.Compute.Resources;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.Quotas;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.observed.Amounts;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.PodRequests;
import dev.deskwright.workspace.observed.Quota;
import dev.deskwright.workspace.observed.Recorded;
import java.util.List;
import java.util.Optional;

/**
 * Whether the Directory's quotas leave room for what is to be made next. Pure. What exists is never
 * judged, and neither is what an operation under way makes anew: there was room when it was taken
 * on, and it is kept.
 */
public final class QuotaCheck {

  private final Observed observed;
  private final Blueprint blueprint;

  private QuotaCheck(Observed observed, Blueprint blueprint) {
    this.observed = observed;
    this.blueprint = blueprint;
  }

  /** The quotas in force, if there are any. */
  public static Optional<Quotas> limits(Optional<Directory> directory) {
    return directory.map(d -> d.getSpec().quotas());
  }

  /** Why the drives that are missing are not made, if so. */
  public static Optional<Finding> drives(Observed observed, Blueprint blueprint) {
    var check = new QuotaCheck(observed, blueprint);
    var missing = missing(observed, blueprint);
    if (missing.isEmpty() || Recorded.replacement(observed.workspace()).isPresent()) {
      return Optional.empty();
    }
    return check
        .exceeded(check.size(missing))
        .map(
            quota ->
                Finding.no(
                    StorageReady,
                    QuotaExceeded,
                    check.message(quota, check.size(missing), "delete other WorkSpaces")));
  }

  /** The drives that no claim is there for. */
  public static List<Drive> missing(Observed observed, Blueprint blueprint) {
    return blueprint.drives().stream()
        .filter(drive -> observed.claim(drive.claimName()).isEmpty())
        .toList();
  }

  /** A drive that is taken over counts from now on, as big as it is. */
  private Amounts size(List<Drive> missing) {
    long bytes =
        missing.stream()
            .mapToLong(
                drive ->
                    Adoption.of(observed, drive.claimName())
                        .map(Amounts::bytes)
                        .orElse(Amounts.gib(drive.sizeGib())))
            .sum();
    return new Amounts(observed.allClaims().isEmpty() ? 1 : 0, 0, 0, 0, bytes);
  }

  /** Why the pod that is missing is not made, if so. */
  public static Optional<Finding> pod(Observed observed, Blueprint blueprint) {
    if (observed.pod().isPresent() || Recorded.remakesPod(observed.workspace())) {
      return Optional.empty();
    }
    var check = new QuotaCheck(observed, blueprint);
    var needed = Amounts.running(blueprint.resources());
    return check
        .exceeded(needed)
        .map(
            quota ->
                Finding.no(
                    DesktopRunning,
                    QuotaExceeded,
                    check.message(quota, needed, "stop or delete other desktops")));
  }

  /**
   * Why an operation that makes the pod anew cannot be taken on, if so: only if that is more than
   * there is now.
   */
  public static Optional<String> operation(
      Observed observed, Blueprint blueprint, Resources resources) {
    var check = new QuotaCheck(observed, blueprint);
    var present = observed.pod().map(PodRequests::of).orElse(Amounts.NONE);
    var wanted = Amounts.running(resources);
    return check
        .exceeded(wanted.beyond(present), present)
        .map(quota -> check.message(quota, wanted, "stop or delete other desktops"));
  }

  /**
   * Whether the drives may grow by so much in all; a quota that is not looked at forbids nothing.
   */
  static Optional<String> growth(Observed observed, Blueprint blueprint, long bytes) {
    return new QuotaCheck(observed, blueprint)
        .exceeded(Amounts.stored(bytes))
        .map(
            quota ->
                "quota storageGib of Directory \"%s\" leaves too little for that: raise it, or delete other WorkSpaces"
                    .formatted(blueprint.directory()));
  }

  private Optional<Quota> exceeded(Amounts needed) {
    return exceeded(needed, Amounts.stored(Amounts.of(observed.allClaims()).storage()));
  }

  private Optional<Quota> exceeded(Amounts needed, Amounts own) {
    return observed
        .quotaUse()
        .flatMap(
            use ->
                limits(observed.directory())
                    .flatMap(limits -> Quota.exceeded(limits, use.taken().plus(own), needed)));
  }

  private String message(Quota quota, Amounts needed, String remedy) {
    return "Quota %s of Directory \"%s\" is %d, and other desktops leave too little of it for this one, which needs %d: raise it, or %s."
        .formatted(
            quota,
            blueprint.directory(),
            quota.limit(limits(observed.directory()).orElseThrow()),
            quota.rounded(needed),
            remedy);
  }
}
