package dev.deskwright.workspace.observed;

import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a pod takes of its node. A cached pod has lost its containers, which are most of it; what
 * they ask for and mount stays with it in two short annotations, which are in the cache and nowhere
 * else.
 */
public final class PodRequests {

  private static final String NOTE = Labels.REQUESTS;

  private PodRequests() {}

  /**
   * Drops from a pod what is not read. Of its spec that is the node, the claims, and what its
   * containers ask for; the rest is what the operator wrote, once per desktop.
   */
  public static void prune(Pod pod) {
    var spec = pod.getSpec();
    if (!spec.getContainers().isEmpty()) {
      annotate(pod, Labels.MOUNTED, String.join(",", Mounted.claims(pod)));
      annotate(pod, NOTE, note(added(pod)));
    }
    pod.setSpec(new PodSpecBuilder().withNodeName(spec.getNodeName()).build());
  }

  /** What it takes, whether it was pruned or has just been written. */
  public static Amounts of(Pod pod) {
    var annotations = pod.getMetadata().getAnnotations();
    String note = annotations == null ? null : annotations.get(NOTE);
    if (note == null) {
      return added(pod);
    }
    int slash = note.indexOf('/');
    return Amounts.running(
        Long.parseLong(note.substring(0, slash)), Long.parseLong(note.substring(slash + 1)));
  }

  /** Few compute types make many pods: they share the text. */
  private static String note(Amounts amounts) {
    return (amounts.milliCpu() + "/" + amounts.memory()).intern();
  }

  private static void annotate(Pod pod, String key, String note) {
    var meta = pod.getMetadata();
    if (meta.getAnnotations() == null) {
      meta.setAnnotations(new LinkedHashMap<>());
    }
    meta.getAnnotations().put(key, note);
  }

  private static Amounts added(Pod pod) {
    long milliCpu = 0;
    long memory = 0;
    for (var container : pod.getSpec().getContainers()) {
      var resources = container.getResources();
      Map<String, Quantity> requests =
          resources == null || resources.getRequests() == null ? Map.of() : resources.getRequests();
      milliCpu += requests.containsKey("cpu") ? Amounts.milliCpu(requests.get("cpu")) : 0;
      memory += requests.containsKey("memory") ? Amounts.bytes(requests.get("memory")) : 0;
    }
    return Amounts.running(milliCpu, memory);
  }
}
