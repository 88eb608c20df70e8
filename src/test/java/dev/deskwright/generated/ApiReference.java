package dev.deskwright.generated;

import static dev.deskwright.generated.Markdown.code;

import dev.deskwright.api.v1alpha1.BundleReason;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.DirectoryReason;
import dev.deskwright.api.v1alpha1.Operation;
import dev.deskwright.api.v1alpha1.Reason;
import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The text of {@code docs/reference/api.md}. */
final class ApiReference {

  private static final List<String> ORDER = List.of("Directory", "Bundle", "WorkSpace");

  private static final Map<String, Reason[]> REASONS =
      Map.of(
          "Directory", DirectoryReason.values(),
          "Bundle", BundleReason.values(),
          "WorkSpace", WorkSpaceReason.values());

  private final Markdown page = new Markdown();

  private ApiReference() {}

  static String text() {
    return new ApiReference().write();
  }

  private String write() {
    page.heading(1, "API reference")
        .paragraph(
            "Group `deskwright.dev`, version `v1alpha1`. All kinds live in a namespace, and no"
                + " field reaches into another one. The same text is in the cluster: `kubectl"
                + " explain workspace.spec`.");
    var definitions = CrdFiles.definitions();
    ORDER.forEach(kind -> kind(kind, definitions.get(kind)));
    operations();
    states();
    conditions();
    return page.toString();
  }

  private void kind(String kind, CustomResourceDefinition crd) {
    var version = crd.getSpec().getVersions().get(0);
    var root = version.getSchema().getOpenAPIV3Schema();
    var names = crd.getSpec().getNames();
    page.heading(2, kind)
        .paragraph(root.getDescription())
        .paragraph(
            "`kubectl get %s`, or %s for short, shows:"
                .formatted(names.getPlural(), code(names.getShortNames().get(0))))
        .table(
            List.of("Column", "From", "Shown"),
            version.getAdditionalPrinterColumns().stream().map(ApiReference::column).toList());
    for (String part : List.of("spec", "status")) {
      var fields = new SchemaTable(part, root.getProperties().get(part));
      page.heading(3, kind + " " + part)
          .paragraph(root.getProperties().get(part).getDescription())
          .table(SchemaTable.HEAD, fields.rows());
    }
    page.heading(3, kind + " rules")
        .paragraph("What the API server says when a rule is broken; … is the value at hand.")
        .list(rules(root));
  }

  /** Nobody but the operator breaks one about the status. */
  private static List<String> rules(JSONSchemaProps root) {
    List<String> rules = new ArrayList<>();
    root.getXKubernetesValidations().forEach(rule -> rules.addAll(SchemaTable.messages(rule)));
    rules.addAll(new SchemaTable("spec", root.getProperties().get("spec")).rules());
    return rules;
  }

  private static List<String> column(CustomResourceColumnDefinition column) {
    return List.of(
        column.getName(),
        code(column.getJsonPath()),
        column.getPriority() == null ? "always" : "with `-o wide`");
  }

  private void operations() {
    page.heading(2, "Operations")
        .paragraph(
            "An operation is asked for by an annotation of the WorkSpace, and carried out once for"
                + " each value: `kubectl annotate workspace alice deskwright.dev/reboot=1`. What"
                + " came of it is in `status.operations`, so a manifest kept in Git never repeats"
                + " it. [Operations](operations.md) says what may begin in which state.")
        .table(
            List.of("Annotation", "Effect"),
            Arrays.stream(Operation.values())
                .filter(Operation::canBeAskedFor)
                .map(it -> List.of(code(Labels.operation(it.key())), it.description()))
                .toList());
  }

  private void states() {
    page.heading(2, "States of a WorkSpace")
        .paragraph("`status.state` is for people and tools; nothing is decided by it.")
        .table(
            List.of("State", "Meaning"),
            Arrays.stream(WorkSpaceState.values())
                .map(it -> List.of(code(it.name()), it.description()))
                .toList());
  }

  private void conditions() {
    page.heading(2, "Conditions")
        .table(
            List.of("Condition", "What it answers"),
            Arrays.stream(ConditionType.values())
                .map(it -> List.of(code(it.name()), it.description()))
                .toList());
    for (String kind : ORDER) {
      page.heading(3, "Reasons in the conditions of a " + kind)
          .table(
              List.of("Reason", "Tells of a problem", "Meaning"),
              Arrays.stream(REASONS.get(kind))
                  .map(
                      it -> List.of(code(it.name()), it.isProblem() ? "yes" : "", it.description()))
                  .toList());
    }
  }
}
