package dev.deskwright.workspace.observed;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** Whose an object is. */
public final class Ownership {

  private Ownership() {}

  /**
   * Whether the object was made for this very WorkSpace, and not for an earlier one of its name.
   * The identity is a label rather than the owner reference, since a retained drive has no owner.
   */
  public static boolean isOf(WorkSpace workspace, HasMetadata object) {
    return isOf(Ids.workspace(workspace.getMetadata().getUid()), object);
  }

  /** The same for many objects: the WorkSpace's id is worked out once. */
  public static boolean isOf(String workspaceId, HasMetadata object) {
    var labels = object.getMetadata().getLabels();
    return labels != null
        && Labels.OPERATOR.equals(labels.get(Labels.MANAGED_BY))
        && workspaceId.equals(labels.get(Labels.WORKSPACE_ID));
  }

  /** The reference by which Kubernetes deletes an object together with its WorkSpace. */
  public static OwnerReference reference(WorkSpace workspace) {
    return new OwnerReferenceBuilder()
        .withApiVersion(workspace.getApiVersion())
        .withKind(workspace.getKind())
        .withName(workspace.getMetadata().getName())
        .withUid(workspace.getMetadata().getUid())
        .withController(true)
        .build();
  }
}
