package dev.deskwright.workspace;

import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.Outcome;
import dev.deskwright.kernel.Refusal;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.function.Supplier;

/** Writes VolumeSnapshots, and remembers what came of it. */
final class SnapshotWrites {

  /** What to tell when there is no API to write to. */
  static final String NO_API =
      "the cluster has no API snapshot.storage.k8s.io/v1: install the CSI snapshot controller with"
          + " its CustomResourceDefinitions";

  private final KubernetesClient client;
  private final WrittenSnapshots written;
  private final Runnable apiGone;

  /**
   * Prepares to write.
   *
   * @param apiGone is called when the API turns out to be gone
   */
  SnapshotWrites(KubernetesClient client, WrittenSnapshots written, Runnable apiGone) {
    this.client = client;
    this.written = written;
    this.apiGone = apiGone;
  }

  Outcome create(VolumeSnapshot desired) {
    return remember(desired, resource(desired)::create);
  }

  private Outcome remember(VolumeSnapshot desired, Supplier<VolumeSnapshot> request) {
    try {
      written.create(desired, () -> pruned(request.get()));
      return Outcome.written();
    } catch (KubernetesClientException e) {
      return switch (e.getCode()) {
        case HttpURLConnection.HTTP_CONFLICT -> existing(desired, e);
        case HttpURLConnection.HTTP_NOT_FOUND -> notFound(desired, e);
        default -> refused(desired, Refusal.reasonOrThrow(e));
      };
    }
  }

  /** The cache may lag behind: only the object itself can tell whose it is. */
  private Outcome existing(VolumeSnapshot desired, KubernetesClientException conflict) {
    VolumeSnapshot live = resource(desired).get();
    if (live == null) {
      throw conflict;
    }
    if (!Objects.equals(workspaceId(live), workspaceId(desired))) {
      return new Outcome.NameTaken(HasMetadata.getKind(VolumeSnapshot.class), name(desired));
    }
    written.create(desired, () -> pruned(live));
    return Outcome.written();
  }

  /** A namespace that is gone is answered alike, but with details. */
  private Outcome notFound(VolumeSnapshot desired, KubernetesClientException e) {
    boolean namespace =
        e.getStatus() != null
            && e.getStatus().getDetails() != null
            && "namespaces".equals(e.getStatus().getDetails().getKind());
    if (namespace) {
      return refused(desired, Refusal.words(e));
    }
    apiGone.run();
    return refused(desired, NO_API);
  }

  Outcome delete(VolumeSnapshot live) {
    try {
      resource(live).lockResourceVersion(live.getMetadata().getResourceVersion()).delete();
      written.deleted(live);
      return Outcome.written();
    } catch (KubernetesClientException e) {
      return refused(live, Refusal.reasonOrThrow(e));
    }
  }

  /** What came of a write that there was no use in trying. */
  static Outcome refused(VolumeSnapshot snapshot, String answer) {
    return new Outcome.Refused(HasMetadata.getKind(VolumeSnapshot.class), name(snapshot), answer);
  }

  /** Through the kind rather than the object, which would look the kind up at the server. */
  private Resource<VolumeSnapshot> resource(VolumeSnapshot snapshot) {
    return client
        .resources(VolumeSnapshot.class)
        .inNamespace(snapshot.getMetadata().getNamespace())
        .resource(snapshot);
  }

  private static VolumeSnapshot pruned(VolumeSnapshot snapshot) {
    SnapshotWatch.prune(snapshot);
    return snapshot;
  }

  private static String workspaceId(VolumeSnapshot snapshot) {
    var labels = snapshot.getMetadata().getLabels();
    return labels == null ? null : labels.get(Labels.WORKSPACE_ID);
  }

  private static String name(VolumeSnapshot snapshot) {
    return snapshot.getMetadata().getName();
  }
}
