package dev.deskwright.api.v1alpha1;

/** The reasons in the conditions of a WorkSpace. */
public enum WorkSpaceReason implements Reason {
  Available(false, "The desktop runs and can be connected to."),
  Starting(false, "The desktop is being made or started; nothing is wrong."),
  Terminating(false, "The WorkSpace is being deleted."),
  AdminMaintenance(false, "An administrator has taken the desktop out of service."),
  Resolved(false, "What the WorkSpace names was found and can be used."),
  Waiting(false, "Not begun, since another condition is not met."),
  Provisioning(false, "The drives are being made; nothing is wrong."),
  Bound(false, "The drives exist and are bound."),
  Running(false, "The desktop's pod runs and answers."),
  Stopped(false, "The desktop is stopped, as it should be; status.power says why."),
  Stopping(false, "The desktop is being stopped; nothing is wrong."),
  Suspended(
      false,
      "The desktop is out of service, since spec.suspended is true, or since its user is gone and"
          + " the Directory's rules say so."),
  LookingUp(false, "The user is being looked up in the directory; nothing is wrong."),
  OperationRunning(false, "An operation is under way; status.operations says which."),
  SnapshotsCurrent(false, "The last snapshots are as recent as the Directory asks for."),
  SnapshotPending(false, "No snapshot was due yet, or one is being taken."),
  SnapshotsOff(false, "The Directory says that no snapshots are taken by themselves."),
  SnapshotApiMissing(
      false,
      "The cluster has no API snapshot.storage.k8s.io/v1: install the CSI snapshot controller and a"
          + " driver that can take snapshots. It is found without a restart."),

  DirectoryNotFound(true, "The Directory does not exist in this namespace: create it."),
  DirectoryNotRegistered(true, "The Directory is being deleted: no new desktop is made in it."),
  DirectoryUnreachable(
      true,
      "No server of the directory answers, so that a new user cannot be looked up. It is tried again"
          + " for ever; desktops that exist are left as they are."),
  UserNotFound(
      true,
      "The directory has no such user. A desktop that exists is suspended after the Directory's"
          + " grace time, and its drives are kept."),
  UserDisabled(
      true,
      "The user's account is disabled or has expired. A desktop that exists is suspended after the"
          + " Directory's grace time, and its drives are kept."),
  UserAmbiguous(true, "Several entries of the directory have this login name."),
  DomainNotTrusted(
      true,
      "The user is of a domain that the Directory does not trust, or trusts no more. Who is connected"
          + " stays so."),
  QuotaExceeded(
      true,
      "A quota of the Directory is used up. It is tried again for ever: raise the quota, or stop or"
          + " delete other desktops."),
  UserHasWorkSpace(
      true,
      "The user already has a WorkSpace in this Directory, and one is all a user may have. This one"
          + " takes over when that one is deleted."),
  RunningModeNotAllowed(
      true, "autoStopTimeoutMinutes is not a multiple of what the Directory allows."),
  BundleNotFound(true, "The Bundle does not exist in this namespace: create it."),
  BundleDeleted(true, "The Bundle is being deleted: no new desktop is made from it."),
  ComputeTypeUnknown(true, "The operator knows no compute type of this name."),
  NoEncryptingStorageClass(
      true,
      "No StorageClass is marked as encrypting with the key that is asked for. Nothing is created"
          + " unencrypted: annotate a StorageClass with deskwright.dev/encrypted and"
          + " deskwright.dev/encryption-key."),
  StorageClassNotFound(true, "The StorageClass that the Bundle names does not exist."),
  NameTaken(
      true,
      "An object of the wanted name exists and does not belong to this WorkSpace. It is neither"
          + " used nor touched: rename one of the two, or delete the other."),
  Refused(
      true,
      "The API server refused a request, for example since a quota is used up. It is tried again"
          + " for ever."),
  ClaimNotBound(
      true,
      "A drive has not been bound for over a minute, nor has any other of its StorageClass in that"
          + " time; or for half an hour."),
  ClaimLost(
      true,
      "A drive that existed is gone. It is not replaced by an empty one: bring it back under its"
          + " name, or delete the WorkSpace."),
  ClaimNotAdoptable(
      true,
      "The claim that userVolume.claimName names does not exist, belongs to another user or Directory,"
          + " or is still in use."),
  DrivesAmbiguous(
      true,
      "There are several drives, and no status that says which is in use. None is touched: remove the"
          + " label deskwright.dev/workspace-id from those that are not to be used."),
  SnapshotsStale(true, "The last good snapshot is older than two of the Directory's intervals."),
  SnapshotNotReady(true, "A snapshot has not been ready for over ten minutes."),
  SnapshotFailed(true, "The storage driver says that it cannot take the snapshot."),
  Unschedulable(true, "No node can take the desktop."),
  ImagePullFailed(true, "The node cannot pull the image."),
  ContainerConfigInvalid(true, "The node cannot make the container from its settings."),
  SeedingFailed(true, "The root drive cannot be filled from the image."),
  StartStuck(
      true,
      "A node has had the desktop for over ten minutes and has not started it, for example since a"
          + " volume is still attached to another node."),
  CrashLooping(true, "The desktop ends again and again soon after its start."),
  NotAnswering(true, "The desktop's pod runs but does not answer."),
  PodFailed(true, "The desktop's pod ended, for example by eviction; it is made again."),
  PodStuckTerminating(
      true,
      "The old pod does not end. It is waited for, since two pods must never share a drive: see to"
          + " its node.");

  private final boolean problem;
  private final String description;

  WorkSpaceReason(boolean problem, String description) {
    this.problem = problem;
    this.description = description;
  }

  @Override
  public boolean isProblem() {
    return problem;
  }

  @Override
  public String description() {
    return description;
  }
}
