package dev.deskwright.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.LocalReference;
import dev.deskwright.api.v1alpha1.ProvisionGroup;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.directory.Enrolment.Step;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrolmentTest {

  private static final ProvisionGroup DESIGN = group("design", "power");
  private static final ProvisionGroup ALL = group("all", "standard");

  private final Directory directory = Samples.directory();
  private Instant now = Samples.NOW;

  private static ProvisionGroup group(String name, String bundle) {
    return new ProvisionGroup(name, new LocalReference(bundle), null, Map.of("team", name));
  }

  private List<Step> steps(Map<ProvisionGroup, Set<String>> members, WorkSpace... workspaces) {
    return new Enrolment(directory, now).steps(members, List.of(workspaces));
  }

  private WorkSpace made(String user) {
    return EnrolledWorkSpace.of(directory, ALL, user);
  }

  private WorkSpace left(String user) {
    WorkSpace workspace = made(user);
    workspace.getMetadata().setAnnotations(new HashMap<>(Map.of(Labels.LEFT_AT, now.toString())));
    return workspace;
  }

  @Test
  void aMemberGetsTheWorkSpaceOfTheFirstGroup() {
    Map<ProvisionGroup, Set<String>> members = new LinkedHashMap<>();
    members.put(DESIGN, Set.of("alice"));
    members.put(ALL, Set.of("ALICE", "bob"));
    var created = steps(members).stream().map(step -> ((Step.Create) step).workspace()).toList();
    assertThat(created)
        .extracting(ws -> ws.getMetadata().getName(), ws -> ws.getSpec().bundleRef().name())
        .containsExactly(tuple("alice", "power"), tuple("bob", "standard"));
    assertThat(created.get(0).getSpec().tags()).containsEntry("team", "design");
    assertThat(created.get(0).getMetadata().getLabels())
        .containsEntry(Labels.PROVISIONED_BY, directory.getMetadata().getName());
  }

  @Test
  void whoHasAWorkSpaceGetsNone() {
    assertThat(steps(Map.of(ALL, Set.of("Alice")), Samples.workspace())).isEmpty();
    assertThat(steps(Map.of(ALL, Set.of("bob")), made("bob"))).isEmpty();
  }

  @Test
  void aWorkSpaceThatSomebodyElseMadeIsLeftAlone() {
    assertThat(steps(Map.of(ALL, Set.of()), Samples.workspace())).isEmpty();
  }

  @Test
  void whoLeavesIsNotedAndSuspendedAfterTheGraceTime() {
    var noted = steps(Map.of(ALL, Set.of()), made("bob"));
    assertThat(noted).singleElement().isInstanceOf(Step.Note.class);
    WorkSpace bob = left("bob");
    now = now.plus(Duration.ofHours(24)).minusSeconds(1);
    assertThat(steps(Map.of(ALL, Set.of()), bob)).isEmpty();
    now = now.plusSeconds(1);
    assertThat(steps(Map.of(ALL, Set.of()), bob)).singleElement().isInstanceOf(Step.Retire.class);
  }

  @Test
  void whoComesBackIsTakenBack() {
    assertThat(steps(Map.of(ALL, Set.of("bob")), left("bob")))
        .singleElement()
        .isInstanceOf(Step.Return.class);
  }

  @Test
  void whatAnAdministratorSuspendsStaysSo() {
    WorkSpace bob = made("bob");
    WorkSpace suspended = Samples.workspaceNamed("bob", "uid-bob", "suspended: true");
    bob.setSpec(suspended.getSpec());
    assertThat(steps(Map.of(ALL, Set.of(bob.getSpec().userName())), bob)).isEmpty();
  }

  @Test
  void aSpoiltNoteRetiresNobody() {
    WorkSpace bob = left("bob");
    bob.getMetadata().getAnnotations().put(Labels.LEFT_AT, "yesterday");
    now = now.plus(Duration.ofDays(100));
    assertThat(steps(Map.of(ALL, Set.of()), bob)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "alice, alice",
    "Alice, alice",
    "bob-2, bob-2",
    "'CORP\\alice', corp-alice-[0-9a-f]{5}",
    "alice@corp.example.com, alice-corp-example-com-[0-9a-f]{5}",
    "john.doe, john-doe-[0-9a-f]{5}",
    "josé, jos-[0-9a-f]{5}",
    "a234567890123456789012345678901234567890123456789012345678901234, a23456789012345678901234567890123456789012345678901234567-[0-9a-f]{5}"
  })
  void namesAreThoseOfObjects(String user, String pattern) {
    assertThat(EnrolledWorkSpace.name(user)).matches(pattern).hasSizeLessThanOrEqualTo(63);
  }

  @Test
  void namesThatLookAlikeDiffer() {
    assertThat(EnrolledWorkSpace.name("john.doe")).isNotEqualTo(EnrolledWorkSpace.name("john_doe"));
    assertThat(EnrolledWorkSpace.name("---")).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  }
}
