package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.Subnet;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.observed.Observed;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The Directory's subnet that a desktop belongs to. It is chosen once, for the first drive, and
 * stands on every drive from then on: data does not move, so the desktop stays where it is. Pure.
 *
 * @param subnetName its name; empty for a desktop that was made without subnets
 * @param nodeSelector the labels of its nodes; empty when the Directory has it no more
 */
public record Placement(Optional<String> subnetName, Map<String, String> nodeSelector) {

  /** Where a desktop belongs. */
  static Placement of(Observed observed) {
    Optional<String> name = subnetName(observed);
    return new Placement(
        name,
        subnets(observed)
            .filter(subnet -> name.filter(subnet.name()::equals).isPresent())
            .findFirst()
            .map(Subnet::nodeSelector)
            .orElse(Map.of()));
  }

  /** The subnet that the drives belong to, if there are drives and they belong to one. */
  public static Optional<String> recorded(Observed observed) {
    return decisive(observed).flatMap(Placement::annotation);
  }

  private static Optional<String> subnetName(Observed observed) {
    var decisive =
        decisive(observed).or(() -> Adoption.of(observed, observed.layout().userClaim()));
    return decisive.isPresent() ? decisive.flatMap(Placement::annotation) : chosen(observed);
  }

  /** The user drive before the root drive, since its data can't be made anew. */
  private static Optional<PersistentVolumeClaim> decisive(Observed observed) {
    var layout = observed.layout();
    var settled = observed.settled();
    return Stream.of(
            layout.userClaim(), settled.userClaim(), layout.rootClaim(), settled.rootClaim())
        .flatMap(name -> observed.claim(name).stream())
        .findFirst();
  }

  private static Optional<String> annotation(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(Labels.SUBNET));
  }

  /**
   * The highest bidder, by a hash of both names: so each subnet gets its share, nothing is counted,
   * and neither the order of the list nor a crash between two drives changes the choice.
   */
  private static Optional<String> chosen(Observed observed) {
    String uid = observed.workspace().getMetadata().getUid();
    return subnets(observed)
        .map(Subnet::name)
        .max(Comparator.comparing(name -> Ids.hash(uid + "\n" + name)));
  }

  private static Stream<Subnet> subnets(Observed observed) {
    return observed.directory().stream()
        .flatMap(directory -> PodTemplate.orEmpty(directory.getSpec().subnets()).stream());
  }

  /** As it is written on a new drive. */
  Map<String, String> annotations() {
    return subnetName.map(name -> Map.of(Labels.SUBNET, name)).orElse(Map.of());
  }

  /** Adds to the Bundle's own nodeSelector, which must hold as well; null for anywhere. */
  Affinity affinity() {
    if (nodeSelector.isEmpty()) {
      return null;
    }
    var requirements =
        new TreeMap<>(nodeSelector)
            .entrySet().stream()
                .map(
                    label ->
                        new NodeSelectorRequirement(
                            label.getKey(), "In", List.of(label.getValue())))
                .toList();
    return new AffinityBuilder()
        .withNewNodeAffinity()
        .withNewRequiredDuringSchedulingIgnoredDuringExecution()
        .addNewNodeSelectorTerm()
        .withMatchExpressions(requirements)
        .endNodeSelectorTerm()
        .endRequiredDuringSchedulingIgnoredDuringExecution()
        .endNodeAffinity()
        .build();
  }
}
