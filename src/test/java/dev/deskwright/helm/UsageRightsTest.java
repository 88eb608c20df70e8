package dev.deskwright.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.ApiServer;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import dev.deskwright.kernel.MergePatch;
import dev.deskwright.usage.PrintedReport;
import dev.deskwright.usage.Question;
import dev.deskwright.usage.Unanswered;
import dev.deskwright.usage.UsageReport;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.StringWriter;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The chart's role for viewers is all that {@code deskwright usage} takes. */
@WithApiServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsageRightsTest {

  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final String ROLE = "deskwright-view";

  private final KubernetesClient admin;
  private final ApiServer server;

  UsageRightsTest(KubernetesClient admin, ApiServer server) {
    this.admin = admin;
    this.server = server;
  }

  @BeforeAll
  void desktopsAndViewers() throws Exception {
    Helm.required().template("").stream()
        .filter(object -> object.at("/kind").asText().equals("ClusterRole"))
        .filter(object -> object.at("/metadata/name").asText().equals(ROLE))
        .forEach(role -> admin.resource(role.toString()).createOr(existing -> existing.update()));
    admin
        .resource(
            Samples.BUNDLE
                + "  prices: {currency: EUR, monthly: '35', hourlyBase: '9.75', hourly: '0.36'}\n")
        .create();
    for (String name : List.of("alice", "bob")) {
      admin.resource(Samples.workspace(name)).create();
      workspace(name)
          .patch(
              MergePatch.CONTEXT, "{\"metadata\": {\"labels\": {\"of\": \"%s\"}}}".formatted(name));
      String month = YearMonth.now(ZoneOffset.UTC).toString();
      workspace(name)
          .subresource("status")
          .patch(
              MergePatch.CONTEXT,
              """
              {"status": {"runningMode": {"mode": "Manual"}, "usage":
               {"asOf": "%s-01T00:00:00Z", "months": [{"month": "%s", "manualSeconds": 3601}]}}}
              """
                  .formatted(month, month));
    }
    bindInNamespace("viewer");
    bindEverywhere("auditor");
  }

  private Resource<WorkSpace> workspace(String name) {
    return admin.resources(WorkSpace.class).withName(name);
  }

  private void bindInNamespace(String user) {
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(user)
                .endMetadata()
                .withNewRoleRef(GROUP, "ClusterRole", ROLE)
                .addNewSubject(GROUP, "User", user, null)
                .build())
        .create();
  }

  private void bindEverywhere(String user) {
    admin
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(admin.getNamespace())
                .endMetadata()
                .withNewRoleRef(GROUP, "ClusterRole", ROLE)
                .addNewSubject(GROUP, "User", user, null)
                .build())
        .create();
  }

  private List<Map<String, String>> rows(String user, boolean all, String selector)
      throws Exception {
    var connection = server.connection(admin.getNamespace());
    connection.setImpersonateUsername(user);
    connection.setImpersonateGroups("system:authenticated");
    Clock clock = Clock.systemUTC();
    try (var client = new KubernetesClientBuilder().withConfig(connection).build()) {
      var out = new StringWriter();
      var options = new Question.Options(null, null, null, null, all, selector, "json");
      new UsageReport(client, clock).write(Question.of(options, admin.getNamespace(), clock), out);
      return PrintedReport.json(out.toString(), "rows").stream()
          .filter(row -> row.get("namespace").equals(admin.getNamespace()))
          .toList();
    }
  }

  @Test
  void viewersOfANamespaceSeeItsFigures() throws Exception {
    assertThat(rows("viewer", false, null))
        .hasSize(2)
        .allSatisfy(
            row ->
                assertThat(row)
                    .containsEntry("runningSeconds", "3601")
                    .containsEntry("cost", "10.47"));
    assertThat(rows("viewer", false, "of=bob"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("workspace", "bob"));
  }

  @Test
  void viewersOfAllNamespacesSeeAll() throws Exception {
    assertThat(rows("auditor", true, null)).hasSize(2);
  }

  @Test
  void othersAreToldWhatTheyLack() {
    assertThatThrownBy(() -> rows("viewer", true, null))
        .isInstanceOf(Unanswered.class)
        .hasMessageStartingWith("you may not list WorkSpaces and Bundles in all namespaces (")
        .hasMessageEndingWith(": ask for the ClusterRole deskwright-view there")
        .hasMessageContaining("User \"viewer\" cannot list resource \"bundles\"");
    assertThatThrownBy(() -> rows("stranger", false, null)).isInstanceOf(Unanswered.class);
  }

  @Test
  void aSelectorThatCannotBeReadIsSaid() {
    assertThatThrownBy(() -> rows("viewer", false, "of=a=b"))
        .isInstanceOf(Unanswered.class)
        .hasMessageStartingWith("the cluster does not understand --selector \"of=a=b\": ");
  }
}
