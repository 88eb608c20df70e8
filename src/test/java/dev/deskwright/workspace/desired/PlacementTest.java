package dev.deskwright.workspace.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceSpec;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Desk;
import dev.deskwright.workspace.Samples;
import dev.deskwright.workspace.observed.Adoptable;
import dev.deskwright.workspace.observed.DriveKind;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlacementTest {

  private static final String A = "{name: a, nodeSelector: {zone: zone-a, disk: ssd}}";
  private static final String B = "{name: b, nodeSelector: {zone: zone-b}}";

  private static Desk in(String... subnets) {
    Desk desk = Desk.fresh();
    offer(desk, subnets);
    return desk;
  }

  private static void offer(Desk desk, String... subnets) {
    desk.directory = Samples.directory("subnets: [" + String.join(", ", subnets) + "]");
  }

  private static Optional<String> subnet(Desk desk) {
    return desk.resolution().blueprint().orElseThrow().rules().placement().subnetName();
  }

  private static Optional<String> onClaim(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getMetadata().getAnnotations().get(Labels.SUBNET));
  }

  private static List<String> terms(Desk desk) {
    var affinity = PodTemplate.pod(desk.resolution().blueprint().orElseThrow()).getSpec();
    return affinity.getAffinity() == null
        ? List.of()
        : affinity
            .getAffinity()
            .getNodeAffinity()
            .getRequiredDuringSchedulingIgnoredDuringExecution()
            .getNodeSelectorTerms()
            .stream()
            .flatMap(term -> term.getMatchExpressions().stream())
            .map(e -> e.getKey() + " " + e.getOperator() + " " + e.getValues())
            .toList();
  }

  /** A desktop that was given subnet a. */
  private static Desk runningInA() {
    Desk desk = in(A).run();
    offer(desk, A, B);
    return desk.writeStatus();
  }

  @Property(tries = 50)
  void manyDesktopsAreSpreadEvenly(@ForAll Random random) {
    int count = 500;
    long first =
        Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
            .limit(count)
            .filter(
                uid -> {
                  Desk desk = in(A, B);
                  desk.workspace.getMetadata().setUid(uid.toString());
                  return subnet(desk).orElseThrow().equals("a");
                })
            .count();
    // Five standard deviations of a fair coin.
    assertThat(first).isBetween(250L - 56, 250L + 56);
  }

  @Property(tries = 100)
  void theOrderOfTheListDoesNotMatter(@ForAll long high, @ForAll long low) {
    String uid = new UUID(high, low).toString();
    Desk one = in(A, B);
    Desk other = in(B, A);
    one.workspace.getMetadata().setUid(uid);
    other.workspace.getMetadata().setUid(uid);
    assertThat(subnet(one)).isEqualTo(subnet(other));
  }

  @Test
  void itStandsOnBothDrivesAndInTheStatusAndThePodMustRunThere() {
    Desk desk = in(A).run();
    assertThat(onClaim(desk.root())).contains("a");
    assertThat(onClaim(desk.user())).contains("a");
    assertThat(desk.workspace.getStatus().subnetName()).isEqualTo("a");
    assertThat(terms(desk)).containsExactly("disk In [ssd]", "zone In [zone-a]");
  }

  @Test
  void theBundlesNodeSelectorHoldsAsWell() {
    Desk desk = in(A);
    desk.bundle = Samples.bundle("nodeSelector: {gpu: 'yes'}");
    var spec = PodTemplate.pod(desk.resolution().blueprint().orElseThrow()).getSpec();
    assertThat(spec.getNodeSelector()).isEqualTo(Map.of("gpu", "yes"));
    assertThat(terms(desk)).isNotEmpty();
  }

  @Test
  void withoutSubnetsThereIsNone() {
    Desk desk = Desk.running();
    assertThat(onClaim(desk.root())).isEmpty();
    assertThat(desk.workspace.getStatus().subnetName()).isNull();
    assertThat(terms(desk)).isEmpty();
  }

  @Test
  void aDesktopThatIsThereStaysWithoutOneAndIsNotWrittenTo() {
    Desk desk = Desk.running();
    offer(desk, A, B);
    assertThat(subnet(desk)).isEmpty();
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.status().pendingUpdates()).isEmpty();
  }

  @Test
  void aDesktopStaysWhereItsDrivesAreWhateverElseIsOffered() {
    Desk desk = runningInA();
    offer(desk, B);
    assertThat(subnet(desk)).contains("a");
    desk.pod = null;
    assertThat(desk.plan().writes()).hasSize(1);
  }

  @Test
  void whereItsSubnetIsGoneItRunsOnAndThenWhereItsVolumesLetIt() {
    Desk desk = runningInA();
    offer(desk, B);
    assertThat(desk.plan().writes()).isEmpty();
    assertThat(desk.status().subnetName()).isEqualTo("a");
    assertThat(desk.status().pendingUpdates()).hasSize(1);
    assertThat(terms(desk)).isEmpty();
    offer(desk, A, B);
    assertThat(terms(desk)).isNotEmpty();
    assertThat(desk.status().pendingUpdates()).isEmpty();
  }

  @Test
  void newDrivesOfARebuildInheritIt() {
    Desk desk = runningInA();
    desk.snapshotApi = true;
    offer(desk, B);
    desk.ask("rebuild", "1");
    desk.settle();
    assertThat(desk.lastOperation().result().name()).isEqualTo("Done");
    assertThat(desk.root().getMetadata().getName()).isNotEqualTo("desk-root");
    assertThat(onClaim(desk.root())).contains("a");
    assertThat(desk.workspace.getStatus().subnetName()).isEqualTo("a");
  }

  @Test
  void newDrivesOfAMigrationInheritIt() {
    Desk desk = runningInA();
    desk.snapshotApi = true;
    desk.otherBundle = Samples.bundleNamed("other", "example/desktop:2");
    desk.workspace.setSpec(
        Serialization.unmarshal(
            Serialization.asJson(desk.workspace.getSpec()).replace("\"standard\"", "\"other\""),
            WorkSpaceSpec.class));
    offer(desk, B);
    desk.settle();
    assertThat(desk.workspace.getStatus().bundleName()).isEqualTo("other");
    assertThat(desk.root().getMetadata().getName()).isNotEqualTo("desk-root");
    assertThat(onClaim(desk.root())).contains("a");
  }

  @Test
  void ofTwoDrivesTheSecondFollowsTheFirst() {
    Desk desk = in(A).run();
    desk.workspace.setStatus(null);
    desk.pod = null;
    desk.drop(DriveKind.user);
    offer(desk, B);
    desk.carryOut();
    assertThat(onClaim(desk.user())).contains("a");
  }

  @Test
  void anAdoptedDriveDecides() {
    assertThat(adopting(Map.of(Labels.USER_NAME, "alice", Labels.SUBNET, "a"))).contains("a");
  }

  @Test
  void anAdoptedDriveThatNamesNoneMayBeAnywhere() {
    assertThat(adopting(Map.of(Labels.USER_NAME, "alice"))).isEmpty();
  }

  private static Optional<String> adopting(Map<String, String> annotations) {
    Desk desk = in(B);
    desk.workspace = Samples.workspace("userVolume: {claimName: old-user}");
    desk.adoptable =
        new Adoptable(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("old-user")
                .withResourceVersion("1")
                .addToLabels(Labels.DIRECTORY, "corp")
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build(),
            false);
    return subnet(desk);
  }
}
