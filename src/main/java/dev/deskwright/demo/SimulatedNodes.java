package dev.deskwright.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.api.model.NodeSystemInfoBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Nodes that are only objects, for an API server that has no cluster behind it. What a scheduler, a
 * volume binder, a kubelet and the garbage collector would write is written here: no container runs
 * and no volume holds a byte; what drives would hold is in {@link #disks()}.
 */
public final class SimulatedNodes implements AutoCloseable {

  /** Marks every object that is made here, so that nobody takes it for the real thing. */
  static final String LABEL = "deskwright.dev/simulated";

  static final String STORAGE_CLASS = "simulated";
  static final String DRIVER = "deskwright.dev/simulated";
  private static final int COUNT = 3;
  private static final Map<String, Quantity> CAPACITY =
      Map.of(
          "cpu", new Quantity("256"),
          "memory", new Quantity("1Ti"),
          "pods", new Quantity("500"),
          "nvidia.com/gpu", new Quantity("8"));

  private final KubernetesClient client;
  private final Clock clock;
  private final SimulatedDisks disks = new SimulatedDisks();
  private final SimulatedMounts mounts = new SimulatedMounts();
  private final SimulatedSteps steps;
  private final SimulatedScheduler scheduler;
  private final SimulatedVolumes volumes;
  private final SimulatedKubelet kubelet;
  private final SimulatedSnapshotter snapshotter;
  private final SimulatedGarbageCollector garbageCollector;
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

  /**
   * Nothing happens before {@link #start()}.
   *
   * @param client connects to the demo's own API server; closed by the caller
   * @param timer waits as long as a real node would take
   * @param clock where the times in statuses come from
   */
  public SimulatedNodes(KubernetesClient client, SimulatedSteps.Timer timer, Clock clock) {
    this.client = client;
    this.clock = clock;
    this.steps = new SimulatedSteps(timer);
    var drives = new SimulatedDrives(client, disks, mounts);
    this.scheduler = new SimulatedScheduler(client, steps, drives, names());
    this.volumes = new SimulatedVolumes(client, steps, disks, mounts);
    this.kubelet = new SimulatedKubelet(client, steps, drives, clock, names());
    this.garbageCollector = new SimulatedGarbageCollector(client, steps);
    var snapshots = new SimulatedSnapshots(client, steps, disks, clock);
    this.snapshotter = new SimulatedSnapshotter(client, steps, snapshots, garbageCollector);
  }

  /** The names of the nodes. */
  public static List<String> names() {
    return IntStream.rangeClosed(1, COUNT).mapToObj(i -> "simulated-node-" + i).toList();
  }

  /** What the drives and snapshots hold. */
  public SimulatedDisks disks() {
    return disks;
  }

  /** A sentence for each time that two live pods had one claim mounted; none is right. */
  public List<String> violations() {
    return mounts.violations();
  }

  /**
   * Creates the nodes and the storage class, and answers to pods and claims from now on; to
   * snapshots as soon as there is an API for them.
   */
  public void start() {
    names().forEach(name -> createIfMissing(node(name)));
    createStorageClass();
    informers.add(client.pods().inAnyNamespace().inform(onEach(this::seenPod, kubelet::gone)));
    informers.add(
        client
            .persistentVolumeClaims()
            .inAnyNamespace()
            .inform(onEach(this::seenClaim, volumes::gone)));
    snapshotter.start();
    garbageCollector.start().forEach(informers::add);
  }

  private void seenPod(Pod pod) {
    scheduler.seen(pod);
    kubelet.seen(pod);
    garbageCollector.seen(pod);
  }

  private void seenClaim(PersistentVolumeClaim claim) {
    volumes.seen(claim);
    garbageCollector.seen(claim);
  }

  private Node node(String name) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels(LABEL, "true")
        .addToLabels("kubernetes.io/hostname", name)
        .addToLabels("kubernetes.io/os", "linux")
        .addToLabels("kubernetes.io/arch", "amd64")
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .withNewStatus()
        .withCapacity(CAPACITY)
        .withAllocatable(CAPACITY)
        .addNewAddress()
        .withType("Hostname")
        .withAddress(name)
        .endAddress()
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .withReason("Simulated")
        .withMessage("This node is only an object: no container runs on it")
        .withLastHeartbeatTime(SimulatedKubelet.timestamp(clock))
        .withLastTransitionTime(SimulatedKubelet.timestamp(clock))
        .endCondition()
        .withNodeInfo(nodeInfo())
        .endStatus()
        .build();
  }

  private static NodeSystemInfo nodeInfo() {
    return new NodeSystemInfoBuilder()
        .withArchitecture("amd64")
        .withBootID("simulated")
        .withContainerRuntimeVersion("simulated")
        .withKernelVersion("simulated")
        .withKubeProxyVersion("simulated")
        .withKubeletVersion("simulated")
        .withMachineID("simulated")
        .withOperatingSystem("linux")
        .withOsImage("simulated")
        .withSystemUUID("simulated")
        .build();
  }

  private void createStorageClass() {
    var storageClass =
        new StorageClassBuilder()
            .withNewMetadata()
            .withName(STORAGE_CLASS)
            .addToLabels(LABEL, "true")
            .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
            .endMetadata()
            .withProvisioner(DRIVER)
            .withReclaimPolicy("Delete")
            .withVolumeBindingMode("Immediate")
            .withAllowVolumeExpansion(true)
            .build();
    createIfMissing(storageClass);
  }

  private void createIfMissing(HasMetadata object) {
    if (client.resource(object).get() == null) {
      client.resource(object).create();
    }
  }

  /** Calls back for every object that is there or changes, and for every one that goes. */
  static <T extends HasMetadata> ResourceEventHandler<T> onEach(
      Consumer<T> seen, Consumer<T> gone) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T added) {
        seen.accept(added);
      }

      @Override
      public void onUpdate(T before, T after) {
        seen.accept(after);
      }

      @Override
      public void onDelete(T deleted, boolean finalStateUnknown) {
        gone.accept(deleted);
      }
    };
  }

  @Override
  public void close() {
    steps.close();
    snapshotter.close();
    informers.forEach(SharedIndexInformer::close);
  }
}
