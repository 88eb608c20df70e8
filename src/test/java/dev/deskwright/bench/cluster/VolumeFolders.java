package dev.deskwright.bench.cluster;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folders that the host-path provisioner has made, which a cluster that ends leaves behind.
 * They are removed with the JVM at the latest.
 */
final class VolumeFolders implements Watcher<PersistentVolume> {

  private final Set<Path> folders = ConcurrentHashMap.newKeySet();

  private VolumeFolders() {}

  /** Follows the volumes until the client is closed. */
  static VolumeFolders follow(KubernetesClient client) {
    var folders = new VolumeFolders();
    Runtime.getRuntime().addShutdownHook(new Thread(folders::remove));
    var unused = client.persistentVolumes().watch(folders);
    return folders;
  }

  @Override
  public void eventReceived(Action action, PersistentVolume volume) {
    if (action == Action.ADDED && volume.getSpec().getHostPath() != null) {
      folders.add(Path.of(volume.getSpec().getHostPath().getPath()));
    }
  }

  @Override
  public void onClose(WatcherException cause) {
    System.err.println("volumes are no longer followed: " + cause.getMessage());
  }

  /** All are empty: nothing runs on simulated nodes. */
  void remove() {
    for (Path folder : folders) {
      try {
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        System.err.println("left behind: " + folder);
      }
    }
  }
}
