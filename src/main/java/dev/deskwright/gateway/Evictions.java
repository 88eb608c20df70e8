package dev.deskwright.gateway;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.portal.Permissions;
import dev.deskwright.gateway.proxy.Connected;
import dev.deskwright.gateway.proxy.Connections;
import dev.deskwright.gateway.proxy.Ending;
import dev.deskwright.gateway.session.Sessions;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.Optional;

/** Ends connections and sessions as soon as the cluster says that they may not be. */
final class Evictions {

  /** Annotation of a WorkSpace: at every new value, its user is signed out everywhere. */
  private static final String SIGN_OUT = "deskwright.dev/sign-out";

  private final Vertx vertx;
  private final Cluster cluster;
  private final Connections connections;
  private final Sessions sessions;

  Evictions(Vertx vertx, Cluster cluster, Connections connections, Sessions sessions) {
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
                vertx.executeBlocking(
                    () -> {
                      sessions.revokeAllOf(
                          directory.getMetadata().getUid(), workspace.getSpec().userName());
                      return connections.close(
                          connected -> sessions.isOver(connected.session()), Ending.SESSION_ENDED);
                    },
                    false));
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
