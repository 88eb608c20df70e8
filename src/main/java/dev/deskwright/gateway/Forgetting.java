package dev.deskwright.gateway;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.config.GatewayConfig.DirectoryName;
import dev.deskwright.gateway.cluster.Cluster;
import dev.deskwright.gateway.proxy.WorkSpaceCounts;
import dev.deskwright.gateway.signin.OpenDirectories;

/** What is kept of an object goes when the object does. */
record Forgetting(Cluster cluster, OpenDirectories openDirectories, WorkSpaceCounts counts) {

  void watch() {
    cluster.onDirectory((before, now) -> forgetWhenGone(now));
    cluster.onWorkSpace((before, now) -> forgetWhenGone(now));
  }

  private void forgetWhenGone(Directory directory) {
    var meta = directory.getMetadata();
    if (cluster.directory(new DirectoryName(meta.getNamespace(), meta.getName())).isEmpty()) {
      openDirectories.forget(directory);
    }
  }

  private void forgetWhenGone(WorkSpace workspace) {
    String id = Cluster.id(workspace);
    if (cluster.workspace(id).isEmpty()) {
      counts.forget(id);
    }
  }
}
