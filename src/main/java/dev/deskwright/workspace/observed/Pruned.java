package dev.deskwright.workspace.observed;

import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What of a desktop's objects is kept in caches: what some code reads, and no more. Few nodes carry
 * many pods, and few sizes make many drives: what is left of their specs is one object for all.
 */
public final class Pruned {

  private final Map<String, PodSpec> podSpecs = new ConcurrentHashMap<>();
  private final Map<PersistentVolumeClaimSpec, PersistentVolumeClaimSpec> claimSpecs =
      new ConcurrentHashMap<>();
  private final Map<String, PersistentVolumeClaimStatus> claimStatuses = new ConcurrentHashMap<>();

  /** What is left of a pod beside its metadata, to be compared. */
  public static List<Object> read(Pod pod) {
    return Arrays.asList(pod.getSpec(), pod.getStatus());
  }

  /** What is left of a claim beside its metadata, to be compared. */
  public static List<Object> read(PersistentVolumeClaim claim) {
    return Arrays.asList(claim.getSpec(), claim.getStatus());
  }

  /** Of a pod, its node, what it takes and mounts, and its condition. */
  public void pod(Pod pod) {
    PodRequests.prune(pod);
    pod.setAdditionalProperties(Map.of());
    String node = pod.getSpec().getNodeName();
    pod.setSpec(podSpecs.computeIfAbsent(node == null ? "" : node, n -> spec(node)));
    if (pod.getStatus() != null) {
      prune(pod, pod.getStatus());
    }
  }

  private static PodSpec spec(String node) {
    var spec = new PodSpec();
    spec.setNodeName(node);
    return spec;
  }

  /** Of a pod that is ready, nobody asks what its containers are at. */
  private static void prune(Pod pod, PodStatus status) {
    status.setAdditionalProperties(Map.of());
    status.setHostIP(null);
    status.setHostIPs(List.of());
    status.setPodIPs(List.of());
    status.setQosClass(null);
    status.setStartTime(null);
    if ("Running".equals(status.getPhase()) && PodDiagnosis.isReady(pod)) {
      status.setContainerStatuses(List.of());
      status.setInitContainerStatuses(List.of());
      status.setConditions(
          status.getConditions().stream().filter(c -> "Ready".equals(c.getType())).toList());
    }
    status.getConditions().forEach(condition -> condition.setAdditionalProperties(Map.of()));
  }

  /** Of a claim, how big it is or is to be, of which class, and whether it is bound. */
  public void claim(PersistentVolumeClaim claim) {
    claim.setAdditionalProperties(Map.of());
    var meta = claim.getMetadata();
    meta.setFinalizers(List.of());
    meta.setAnnotations(ours(meta.getAnnotations()));
    claim.setSpec(claimSpecs.computeIfAbsent(spec(claim.getSpec()), spec -> spec));
    var status = claim.getStatus();
    if (status != null && status.getConditions().isEmpty()) {
      claim.setStatus(
          claimStatuses.computeIfAbsent(String.valueOf(status.getPhase()), p -> only(status)));
    }
  }

  private static Map<String, String> ours(Map<String, String> annotations) {
    return annotations == null
        ? Map.of()
        : annotations.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(Labels.PREFIX))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static PersistentVolumeClaimSpec spec(PersistentVolumeClaimSpec before) {
    var resources = new VolumeResourceRequirements();
    resources.setRequests(before.getResources().getRequests());
    var spec = new PersistentVolumeClaimSpec();
    spec.setResources(resources);
    spec.setStorageClassName(before.getStorageClassName());
    return spec;
  }

  private static PersistentVolumeClaimStatus only(PersistentVolumeClaimStatus before) {
    var status = new PersistentVolumeClaimStatus();
    status.setPhase(before.getPhase());
    return status;
  }
}
