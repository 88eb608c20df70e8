package dev.deskwright.gateway.cluster;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec.Clipboard;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.config.GatewayConfig.DirectoryName;
import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.session.Session;
import dev.deskwright.kernel.Ids;
import dev.deskwright.users.LoginName;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Directories, Bundles and WorkSpaces as they are, kept current by watches. When the API server is
 * away it goes on with what it knew last.
 */
public final class Cluster implements AutoCloseable {

  private final Defences defences;
  private final CachedKind<Directory> directories;
  private final CachedKind<Bundle> bundles;
  private final CachedKind<WorkSpace> workspaces;

  /**
   * Nothing runs before {@link #start()}.
   *
   * @param client the connection to the API server; closed by the caller
   * @param namespaces the namespaces that are served; empty for all
   */
  public Cluster(KubernetesClient client, Set<String> namespaces, Defences defences) {
    this.defences = defences;
    this.directories =
        new CachedKind<>(client, namespaces, Directory.class, Cluster::registrationCode);
    this.bundles = new CachedKind<>(client, namespaces, Bundle.class, bundle -> "");
    this.workspaces = new CachedKind<>(client, namespaces, WorkSpace.class, Cluster::id);
  }

  /** Fills the caches; returns when they are filled. */
  public void start() {
    directories.start();
    bundles.start();
    workspaces.start();
  }

  /** Whether all caches are filled. */
  public boolean isReady() {
    return directories.isFilled() && bundles.isFilled() && workspaces.isFilled();
  }

  /**
   * Tells of each WorkSpace that is new, changed or gone, with what it was before; to be said
   * before the start.
   */
  public void onWorkSpace(BiConsumer<Optional<WorkSpace>, WorkSpace> listener) {
    workspaces.listen(listener);
  }

  /** Tells of each Directory in the same way. */
  public void onDirectory(BiConsumer<Optional<Directory>, Directory> listener) {
    directories.listen(listener);
  }

  /** The Directory by this name. */
  public Optional<Directory> directory(DirectoryName name) {
    return directories.get(name.namespace(), name.name());
  }

  /** The Directory that a user of this session signed in to, unless it was replaced. */
  public Optional<Directory> directory(Session session) {
    return directories
        .get(session.namespace(), session.directory())
        .filter(
            found ->
                !defences.has(Defence.DIRECTORY_IDENTITY)
                    || found.getMetadata().getUid().equals(session.directoryUid()));
  }

  /** The Directory with this registration code, in whatever case it was typed. */
  public Optional<Directory> withRegistrationCode(String code) {
    return directories.indexed(LoginName.key(code.strip())).findFirst();
  }

  /** The Directories of a namespace. */
  public List<Directory> directoriesIn(String namespace) {
    return directories()
        .filter(found -> found.getMetadata().getNamespace().equals(namespace))
        .toList();
  }

  /** All Directories. */
  public Stream<Directory> directories() {
    return directories.all();
  }

  /** The WorkSpace with this id. */
  public Optional<WorkSpace> workspace(String workspaceId) {
    return workspaces.indexed(workspaceId).findFirst();
  }

  /** The WorkSpace with this id, if it belongs to the user of the session. */
  public Optional<WorkSpace> workspace(String workspaceId, Session session) {
    return workspace(workspaceId)
        .filter(found -> !defences.has(Defence.OWNERSHIP) || isOf(found, session));
  }

  /** The WorkSpaces that belong to the user of the session, by name. */
  public List<WorkSpace> workspaces(Session session) {
    return directory(session).stream()
        .flatMap(directory -> all().filter(found -> Ownership.isOf(found, session, directory)))
        .sorted(Comparator.comparing(found -> found.getMetadata().getName()))
        .toList();
  }

  /** Whether a WorkSpace belongs to the user of the session. */
  public boolean isOf(WorkSpace workspace, Session session) {
    return directory(session)
        .filter(directory -> Ownership.isOf(workspace, session, directory))
        .isPresent();
  }

  /** All WorkSpaces. */
  public Stream<WorkSpace> all() {
    return workspaces.all();
  }

  /** The Bundle that a WorkSpace has, or will have when it has none yet. */
  public Optional<Bundle> bundle(WorkSpace workspace) {
    var status = workspace.getStatus();
    String name =
        status == null || status.bundleName() == null
            ? workspace.getSpec().bundleRef().name()
            : status.bundleName();
    return bundles.get(workspace.getMetadata().getNamespace(), name);
  }

  /** The Directory of a WorkSpace. */
  public Optional<Directory> directory(WorkSpace workspace) {
    return directories.get(
        workspace.getMetadata().getNamespace(), workspace.getSpec().directoryRef().name());
  }

  /** Which way the clipboard goes, by the Directory's rule. */
  public Clipboard clipboard(WorkSpace workspace) {
    return directory(workspace)
        .flatMap(found -> Optional.ofNullable(found.getSpec().clipboard()))
        .orElse(Clipboard.Both);
  }

  /** Identity of a WorkSpace. */
  public static String id(WorkSpace workspace) {
    return Ids.workspace(workspace.getMetadata().getUid());
  }

  private static String registrationCode(Directory directory) {
    return LoginName.key(Ids.registrationCode(directory.getMetadata().getUid()));
  }

  @Override
  public void close() {
    workspaces.close();
    bundles.close();
    directories.close();
  }
}
