package dev.deskwright.gateway;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.portal.Permissions;
import dev.deskwright.gateway.proxy.Connected;
import dev.deskwright.gateway.proxy.Connections;
import dev.deskwright.gateway.proxy.Ending;
import dev.deskwright.gateway.session.Sessions;
import dev.deskwright.users.UsersUnavailable;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends connections and sessions as soon as the cluster says that they may not be. */
final class Evictions {

  private static final Logger LOG = LoggerFactory.getLogger(Evictions.class);

  /** Annotation of a WorkSpace: at every new value, its user is signed out everywhere. */
  private static final String SIGN_OUT = "deskwright.dev/sign-out";

  private final Vertx vertx;
  private final Cluster cluster;
  private final Connections connections;
  private final Sessions sessions;
  private final BiFunction<Directory, String, String> canonical;

  /**
   * Watches nothing yet.
   *
   * @param canonical a user's name as sessions have it, from any way to write it in a Directory;
   *     may block
   */
  Evictions(
      Vertx vertx,
      Cluster cluster,
      Connections connections,
      Sessions sessions,
      BiFunction<Directory, String, String> canonical) {
    this.canonical = canonical;
    this.vertx = vertx;
    this.cluster = cluster;
    this.connections = connections;
    this.sessions = sessions;
  }

  void watch() {
    cluster.onWorkSpace(this::changed);
    cluster.onDirectory((before, now) -> changed(now));
  }

  private void changed(Optional<WorkSpace> before, WorkSpace now) {
    String uid = now.getMetadata().getUid();
    boolean isGone = cluster.workspace(Cluster.id(now)).isEmpty();
    if (isGone || !Permissions.inService(now)) {
      connections.close(
          connected -> connected.target().workspaceUid().equals(uid), Ending.DESKTOP_GONE);
      return;
    }
    connections.close(
        connected ->
            connected.target().workspaceUid().equals(uid)
                && !cluster.isOf(now, connected.session()),
        Ending.SESSION_ENDED);
    if (before.isPresent() && !Objects.equals(signOut(before.get()), signOut(now))) {
      signOutUserOf(now);
    }
  }

  private static String signOut(WorkSpace workspace) {
    var annotations = workspace.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(SIGN_OUT);
  }

  private void signOutUserOf(WorkSpace workspace) {
    cluster
        .directory(workspace)
        .ifPresent(
            directory ->
                vertx
                    .executeBlocking(
                        () -> {
                          sessions.revokeAllOf(
                              directory.getMetadata().getUid(),
                              name(directory, workspace.getSpec().userName()));
                          return connections.close(
                              connected -> sessions.isOver(connected.session()),
                              Ending.SESSION_ENDED);
                        },
                        false)
                    .onFailure(e -> LOG.warn("a user could not be signed out everywhere yet", e)));
  }

  /** How it is written must not decide whether the user is signed out. */
  private String name(Directory directory, String written) {
    try {
      return canonical.apply(directory, written);
    } catch (UsersUnavailable e) {
      return written;
    }
  }

  /** A Directory that is gone takes its sessions with it. */
  private void changed(Directory directory) {
    String uid = directory.getMetadata().getUid();
    connections.close(connected -> isOf(connected, uid) && isGone(connected), Ending.SESSION_ENDED);
  }

  private boolean isGone(Connected connected) {
    return cluster.directory(connected.session()).isEmpty();
  }

  private static boolean isOf(Connected connected, String directoryUid) {
    return connected.session().directoryUid().equals(directoryUid);
  }
}
