package dev.deskwright.model;

import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.OperationStatus;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus.VolumeStatus;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.kernel.Labels;
import dev.deskwright.model.World.Drives;
import dev.deskwright.model.World.Head;
import dev.deskwright.model.World.Kind;
import dev.deskwright.model.World.Op;
import dev.deskwright.model.World.Phase;
import dev.deskwright.model.World.PodFact;
import dev.deskwright.model.World.Step;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Fence;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.desired.Resolution;
import dev.deskwright.workspace.desired.Resolver;
import dev.deskwright.workspace.lifecycle.Intents;
import dev.deskwright.workspace.lifecycle.Plan;
import dev.deskwright.workspace.lifecycle.Planner;
import dev.deskwright.workspace.lifecycle.Write;
import dev.deskwright.workspace.observed.Observed;
import dev.deskwright.workspace.observed.Snapshots;
import dev.deskwright.workspace.phase.StatusDeriver;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One pass of the reconciler, by the real code: {@code Resolver}, {@code Planner}, {@code
 * Operations} and {@code StatusDeriver}. They are pure, so each question is answered once and
 * remembered.
 */
final class Pass {

  /** What one pass sees of one WorkSpace. */
  record View(
      int desk, Head head, Drives drives, Optional<PodFact> pod, Optional<Integer> holder) {}

  /** A planner: the real one, or one that is broken on purpose. */
  interface Planning {
    Plan plan(Observed observed, Resolution resolution);
  }

  private static final Resolver RESOLVER = new Resolver(ComputeTypes.builtIn());
  private static final List<Desk> TEMPLATES = List.of(template("one"), template("two"));

  private final Planning planning;
  private final Map<View, List<Step>> plans = new HashMap<>();
  private final Map<View, Head> statuses = new HashMap<>();

  Pass(Planning planning) {
    this.planning = planning;
  }

  static Pass real() {
    return new Pass(
        (observed, resolution) ->
            Planner.plan(observed, resolution, Intents.of(observed, resolution)));
  }

  private static Desk template(String name) {
    Desk desk = new Desk();
    desk.workspace = Samples.workspaceNamed(name, "uid-" + name);
    return desk.run();
  }

  /** The writes that the plan asks for. */
  List<Step> plan(View view) {
    return plans.computeIfAbsent(
        view,
        v -> {
          Observed observed = observed(v);
          List<Step> steps = new ArrayList<>();
          for (Write write : planning.plan(observed, RESOLVER.resolve(observed)).writes()) {
            steps.add(step(write, v));
          }
          return List.copyOf(steps);
        });
  }

  private static Step step(Write write, View view) {
    if (write instanceof Write.CreateClaim create) {
      boolean root = create.claim().getMetadata().getName().endsWith("-root");
      return new Step(root ? Kind.CREATE_ROOT : Kind.CREATE_USER, Optional.empty());
    }
    if (write instanceof Write.CreatePod) {
      return new Step(Kind.CREATE_POD, Optional.empty());
    }
    if (write instanceof Write.DeletePod) {
      return new Step(Kind.DELETE_POD, view.pod());
    }
    throw new IllegalStateException("nothing changes that would need " + write);
  }

  /** The WorkSpace that holds the user, if it is another than this one. */
  static Optional<Integer> holder(int desk, List<Integer> known, List<Drives> claims) {
    return Fence.holder(
            TEMPLATES.get(desk).workspace,
            known.stream().map(d -> TEMPLATES.get(d).workspace).toList(),
            ws -> claims.get(ws.getMetadata().getName().equals("one") ? 0 : 1).any())
        .map(name -> 1 - desk);
  }

  /** The head with the status that is derived from the view. */
  Head status(View view) {
    return statuses.computeIfAbsent(
        view,
        v -> {
          Observed observed = observed(v);
          var status =
              StatusDeriver.derive(
                      observed,
                      RESOLVER.resolve(observed),
                      Optional.empty(),
                      Intents.of(observed, RESOLVER.resolve(observed)))
                  .status();
          List<Op> operations =
              status.operations().stream()
                  .map(o -> new Op(Integer.parseInt(o.request()), o.result(), uid(o)))
                  .toList();
          return new Head(
              v.head().request(), status.userVolume() != null, status.state(), operations);
        });
  }

  private static int uid(OperationStatus operation) {
    return operation.podUid() == null ? 0 : Integer.parseInt(operation.podUid());
  }

  private static Observed observed(View view) {
    Desk template = TEMPLATES.get(view.desk());
    return new Observed(
        workspace(template, view.head()),
        Optional.of(template.directory),
        Optional.of(template.bundle),
        Optional.of(template.bundle),
        view.holder().map(other -> TEMPLATES.get(other).workspace.getMetadata().getName()),
        Optional.empty(),
        Optional.empty(),
        Stream.of(
                claim(template.root(), view.drives().root()),
                claim(template.user(), view.drives().user()))
            .flatMap(Optional::stream)
            .toList(),
        view.pod().map(pod -> pod(template.pod, pod)),
        List.of(),
        Snapshots.unavailable(),
        false,
        Samples.NOW.plusSeconds(600),
        Optional.of(Samples.known(template.workspace)));
  }

  private static Optional<PersistentVolumeClaim> claim(PersistentVolumeClaim claim, boolean there) {
    return there ? Optional.of(claim) : Optional.empty();
  }

  private static WorkSpace workspace(Desk template, Head head) {
    WorkSpace workspace = new WorkSpace();
    workspace.setMetadata(Serialization.clone(template.workspace.getMetadata()));
    workspace.setSpec(template.workspace.getSpec());
    if (head.request() > 0) {
      workspace
          .getMetadata()
          .setAnnotations(Map.of(Labels.operation("reboot"), Integer.toString(head.request())));
    }
    if (head.state() != null) {
      workspace.setStatus(status(head, workspace.getMetadata().getName()));
    }
    return workspace;
  }

  private static WorkSpaceStatus status(Head head, String name) {
    var operations =
        head.operations().stream()
            .map(
                op ->
                    new OperationStatus(
                        Operation.reboot,
                        Integer.toString(op.request()),
                        op.result(),
                        null,
                        Samples.NOW.plusSeconds(600).toString(),
                        null,
                        Integer.toString(op.pod()),
                        null))
            .toList();
    var root = head.drivesSeen() ? new VolumeStatus(name + "-root", 1) : null;
    var user = head.drivesSeen() ? new VolumeStatus(name + "-user", 1) : null;
    return new WorkSpaceStatus(
        1L,
        null,
        null,
        null,
        null,
        null,
        null,
        head.state(),
        null,
        null,
        null,
        null,
        null,
        root,
        user,
        null,
        null,
        null,
        null,
        null,
        null,
        operations,
        null);
  }

  private static Pod pod(Pod template, PodFact fact) {
    Pod pod = Serialization.clone(template);
    pod.getMetadata().setUid(Integer.toString(fact.uid()));
    if (fact.phase() == Phase.STARTING) {
      pod.setStatus(Samples.pod("{phase: Pending}").getStatus());
    } else if (fact.phase() == Phase.FAILED) {
      pod.setStatus(Samples.pod("{phase: Failed, reason: Evicted}").getStatus());
    } else if (fact.phase() == Phase.TERMINATING) {
      pod.getMetadata().setDeletionTimestamp(Samples.NOW.plusSeconds(590).toString());
    }
    return pod;
  }
}
