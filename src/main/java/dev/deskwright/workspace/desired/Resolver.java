package dev.deskwright.workspace.desired;

import static dev.deskwright.api.v1alpha1.ConditionType.BundleResolved;
import static dev.deskwright.api.v1alpha1.ConditionType.StorageReady;
import static dev.deskwright.api.v1alpha1.ConditionType.UserResolved;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.BundleDeleted;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.BundleNotFound;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.ComputeTypeUnknown;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.DirectoryNotFound;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.DirectoryNotRegistered;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.Provisioning;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.Resolved;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.RunningModeNotAllowed;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.UserHasWorkSpace;

import dev.deskwright.api.v1alpha1.BundleSpec;
import dev.deskwright.api.v1alpha1.Compute.Resources;
import dev.deskwright.api.v1alpha1.DirectorySpec;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.kernel.Finding;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.power.Schedules;
import java.util.Optional;

/** Looks up what a WorkSpace names, and finds every problem with it. */
public final class Resolver {

  private static final int DEFAULT_AUTO_STOP_MINUTES = 60;

  private final ComputeTypes computeTypes;
  private final Optional<String> gatewayCertificate;

  /** Resolves for desktops that know no gateway. */
  public Resolver(ComputeTypes computeTypes) {
    this(computeTypes, Optional.empty());
  }

  /**
   * Resolves by the operator's settings.
   *
   * @param gatewayCertificate what desktops know the gateway by, as PEM, if they do
   */
  public Resolver(ComputeTypes computeTypes, Optional<String> gatewayCertificate) {
    this.computeTypes = computeTypes;
    this.gatewayCertificate = gatewayCertificate;
  }

  /** Pure: the same observation gives the same resolution. */
  public Resolution resolve(Observed observed) {
    var user = user(observed);
    var bundle = bundle(observed);
    if (!UserResolver.mayHave(observed, user) || bundle.isProblem()) {
      return new Resolution(user, bundle, Optional.empty(), Optional.empty());
    }
    if (observed.leftover().isPresent()) {
      return new Resolution(user, bundle, Optional.of(waitFor(observed)), Optional.empty());
    }
    var drives = DriveResolver.resolve(observed, observed.bundle().orElseThrow().getSpec());
    return new Resolution(
        user,
        bundle,
        drives.problem(),
        drives.problem().isPresent() ? Optional.empty() : Optional.of(blueprint(observed, drives)));
  }

  private static Finding waitFor(Observed observed) {
    var leftover = observed.leftover().orElseThrow();
    return Finding.unknown(
        StorageReady,
        Provisioning,
        "%s \"%s\" of an earlier WorkSpace of this name is still being removed."
            .formatted(leftover.getKind(), leftover.getMetadata().getName()));
  }

  private Finding user(Observed observed) {
    var spec = observed.workspace().getSpec();
    String directory = spec.directoryRef().name();
    if (observed.directory().isEmpty()) {
      return Finding.no(
          UserResolved,
          DirectoryNotFound,
          "Directory \"%s\" does not exist in this namespace: create it.".formatted(directory));
    }
    if (observed.directory().get().isMarkedForDeletion() && observed.userClaim().isEmpty()) {
      return Finding.no(
          UserResolved,
          DirectoryNotRegistered,
          "Directory \"%s\" is being deleted: no desktop is made in it.".formatted(directory));
    }
    if (observed.holder().isPresent()) {
      return Finding.no(
          UserResolved,
          UserHasWorkSpace,
          "User \"%s\" already has WorkSpace \"%s\" in Directory \"%s\": delete that one to let this one take over."
              .formatted(spec.userName(), observed.holder().get(), directory));
    }
    return runningModeProblem(observed)
        .or(() -> scheduleProblem(observed))
        .orElseGet(() -> UserResolver.finding(observed));
  }

  private static Optional<Finding> runningModeProblem(Observed observed) {
    DirectorySpec rules = observed.directory().orElseThrow().getSpec();
    Integer granularity = rules.autoStopGranularityMinutes();
    int step = granularity == null ? DEFAULT_AUTO_STOP_MINUTES : granularity;
    Integer minutes = runningMode(observed).autoStopTimeoutMinutes();
    return Optional.ofNullable(minutes)
        .filter(m -> m % step != 0)
        .map(
            m ->
                Finding.no(
                    UserResolved,
                    RunningModeNotAllowed,
                    "runningMode.autoStopTimeoutMinutes %d is not a multiple of %d, which Directory \"%s\" asks for in autoStopGranularityMinutes: change one of them."
                        .formatted(m, step, observed.directory().get().getMetadata().getName())));
  }

  private static Optional<Finding> scheduleProblem(Observed observed) {
    return Schedules.problem(runningMode(observed).schedule())
        .map(
            problem ->
                Finding.no(
                    UserResolved,
                    RunningModeNotAllowed,
                    "runningMode.schedule.%s.".formatted(problem)));
  }

  /** The running mode in force, with all defaults applied. */
  public static RunningMode runningMode(Observed observed) {
    RunningMode asked = observed.workspace().getSpec().runningMode();
    RunningMode standard =
        observed.directory().map(d -> d.getSpec().defaultRunningMode()).orElse(null);
    RunningMode mode = asked != null ? asked : standard;
    if (mode == null) {
      return new RunningMode(RunningMode.Mode.AlwaysOn, null, null);
    }
    return mode.mode() == RunningMode.Mode.AutoStop && mode.autoStopTimeoutMinutes() == null
        ? new RunningMode(mode.mode(), DEFAULT_AUTO_STOP_MINUTES, mode.schedule())
        : mode;
  }

  private Finding bundle(Observed observed) {
    String name = observed.layout().bundleName();
    if (observed.bundle().isEmpty()) {
      return Finding.no(
          BundleResolved,
          BundleNotFound,
          "Bundle \"%s\" does not exist in this namespace: create it.".formatted(name));
    }
    var bundle = observed.bundle().get();
    if (bundle.isMarkedForDeletion() && observed.userClaim().isEmpty()) {
      return Finding.no(
          BundleResolved,
          BundleDeleted,
          "Bundle \"%s\" is being deleted: no desktop is made from it.".formatted(name));
    }
    if (resources(observed, bundle.getSpec()).isEmpty()) {
      return Finding.no(
          BundleResolved,
          ComputeTypeUnknown,
          "Compute type \"%s\" is not known: use one of %s, or add it to the operator's compute types."
              .formatted(computeType(observed, bundle.getSpec()), computeTypes.names()));
    }
    return Finding.yes(BundleResolved, Resolved, "Bundle \"%s\" can be used.".formatted(name));
  }

  /** Name of the compute type in force; null when the Bundle gives own figures. */
  public static String computeType(Observed observed, BundleSpec bundle) {
    return Need.computeType(observed.workspace().getSpec(), bundle);
  }

  private Optional<Resources> resources(Observed observed, BundleSpec bundle) {
    return Need.compute(observed.workspace().getSpec(), bundle, computeTypes);
  }

  private Blueprint blueprint(Observed observed, DriveResolver.Drives drives) {
    var workspace = observed.workspace();
    var bundle = observed.bundle().orElseThrow().getSpec();
    return new Blueprint(
        workspace,
        bundle,
        Installed.of(observed, bundle),
        Installed.of(bundle),
        resources(observed, bundle).orElseThrow(),
        drives.all(),
        DesktopLabels.labels(workspace, observed.layout().bundleName()),
        DesktopLabels.annotations(workspace),
        HomePath.of(workspace, bundle),
        workspace.getSpec().directoryRef().name(),
        observed.userNamespaces(),
        gatewayCertificate,
        DirectoryRules.of(observed),
        observed.wished().flatMap(wished -> resources(observed, wished.getSpec())));
  }
}
