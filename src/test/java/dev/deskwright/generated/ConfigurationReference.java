package dev.deskwright.generated;

import static dev.deskwright.generated.Markdown.code;

import dev.deskwright.api.v1alpha1.Compute.Resources;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.config.Setting;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The text of {@code docs/reference/configuration.md}. */
final class ConfigurationReference {

  private ConfigurationReference() {}

  static String text() {
    return new Markdown()
        .heading(1, "Configuration")
        .paragraph(
            "Settings of `deskwright operator`. Each is a flag and an environment variable; the"
                + " flag wins. All errors in them are reported together when the operator starts."
                + " [Helm values](helm.md) set them for an operator that the chart installs.")
        .table(List.of("Flag", "Environment variable", "Default", "Description"), settings())
        .heading(2, "Compute types")
        .paragraph(
            "What a Bundle's `spec.compute.type` and a WorkSpace's `spec.computeType` can name. A"
                + " desktop is guaranteed what it may use: requests equal limits.")
        .table(List.of("Type", "vCPU", "Memory", "GPU"), computeTypes())
        .paragraph(
            "The file that %s names adds to these, and replaces those with the same name:"
                .formatted(code(Setting.COMPUTE_TYPES.flag())))
        .paragraph(
            """
            ```yaml
            Tiny:
              cpu: 500m
              memory: 1Gi
            Drawing:
              cpu: "8"
              memory: 32Gi
              gpu:
                resource: gpu.intel.com/i915
                count: 1
            ```\
            """)
        .toString();
  }

  private static List<List<String>> settings() {
    return Arrays.stream(Setting.values())
        .map(
            it ->
                List.of(
                    code(it.flag()),
                    code(it.variable()),
                    it.defaultValue().isEmpty() ? "empty" : code(it.defaultValue()),
                    it.description()))
        .toList();
  }

  private static List<List<String>> computeTypes() {
    return ComputeTypes.builtIn().all().entrySet().stream()
        .sorted(Comparator.comparing(type -> size(type.getValue())))
        .map(type -> row(type.getKey(), type.getValue()))
        .toList();
  }

  /** Small ones first: those with a GPU last, then by memory. */
  private static int size(Resources type) {
    int gib = Integer.parseInt(type.memory().replace("Gi", ""));
    return type.gpu() == null ? gib : 1000 + gib;
  }

  private static List<String> row(String name, Resources type) {
    String gpu =
        type.gpu() == null ? "" : "%d × %s".formatted(type.gpu().count(), type.gpu().resource());
    return List.of(code(name), type.cpu(), type.memory(), gpu);
  }
}
