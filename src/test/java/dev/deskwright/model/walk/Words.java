package dev.deskwright.model.walk;

import dev.deskwright.workspace.lifecycle.Write;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/** Writes in a word each. */
final class Words {

  private Words() {}

  static List<String> of(List<Write> writes) {
    return writes.stream().map(Words::of).toList();
  }

  static String of(Write write) {
    return write.getClass().getSimpleName()
        + object(write).map(o -> " " + o.getMetadata().getName()).orElse("");
  }

  /** The object that a write is about; none for the WorkSpace itself. */
  static Optional<HasMetadata> object(Write write) {
    if (write instanceof Write.CreateClaim create) {
      return Optional.of(create.claim());
    }
    if (write instanceof Write.CreatePod create) {
      return Optional.of(create.pod());
    }
    if (write instanceof Write.DeletePod delete) {
      return Optional.of(delete.pod());
    }
    if (write instanceof Write.PatchClaim patch) {
      return Optional.of(patch.claim());
    }
    if (write instanceof Write.DeleteClaim delete) {
      return Optional.of(delete.claim());
    }
    if (write instanceof Write.PatchPod patch) {
      return Optional.of(patch.pod());
    }
    if (write instanceof Write.CreateSnapshot create) {
      return Optional.of(create.snapshot());
    }
    return write instanceof Write.DeleteSnapshot delete
        ? Optional.of(delete.snapshot())
        : Optional.empty();
  }
}
