package dev.deskwright.fleet;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What there is, as the operator's caches know it when they are asked.
 *
 * @param workspaces all WorkSpaces
 * @param directories all Directories
 * @param bundle the Bundle of a namespace and a name
 */
public record Fleet(
    Supplier<Stream<WorkSpace>> workspaces,
    Supplier<Stream<Directory>> directories,
    BiFunction<String, String, Optional<Bundle>> bundle) {

  /** What a WorkSpace costs, by the Bundle in force. */
  Optional<Prices> prices(WorkSpace workspace) {
    return bundle
        .apply(workspace.getMetadata().getNamespace(), bundleName(workspace))
        .map(found -> found.getSpec().prices());
  }

  /** The Bundle in force; before there is one, the one that is asked for. */
  static String bundleName(WorkSpace workspace) {
    return Optional.ofNullable(workspace.getStatus())
        .map(WorkSpaceStatus::bundleName)
        .orElseGet(() -> workspace.getSpec().bundleRef().name());
  }
}
