package dev.deskwright.generated;

import static dev.deskwright.generated.Markdown.code;

import dev.deskwright.api.v1alpha1.Compute.Resources;
import dev.deskwright.config.ComputeTypes;
import dev.deskwright.config.GatewaySetting;
import dev.deskwright.config.Setting;
import dev.deskwright.config.SettingKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The texts of {@code docs/reference/configuration.md} and {@code gateway-settings.md}. */
final class ConfigurationReference {

  private static final List<String> COLUMNS =
      List.of("Flag", "Environment variable", "Default", "Description");

  private ConfigurationReference() {}

  static String text() {
    return new Markdown()
        .heading(1, "Configuration")
        .paragraph(
            "Settings of `deskwright operator`. Each is a flag and an environment variable; the"
                + " flag wins. All errors in them are reported together when the operator starts."
                + " [Helm values](helm.md) set them for an operator that the chart installs.")
        .table(COLUMNS, settings(Setting.values()))
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

  /** Of the gateway. */
  static String gatewayText() {
    return new Markdown()
        .heading(1, "Settings of the gateway")
        .paragraph(
            "Settings of `deskwright gateway`. Each is a flag and an environment variable; the flag"
                + " wins. All errors in them are reported together when the gateway starts. [Helm"
                + " values](helm.md) below `gateway` set them for a gateway that the chart installs;"
                + " [how to install it](../tasks/gateway.md).")
        .table(COLUMNS, settings(GatewaySetting.values()))
        .paragraph(
            "Who may sign in, with what, from where and from which devices is not here: that is said"
                + " by each [Directory](../concepts/directories.md#rules).")
        .toString();
  }

  private static List<List<String>> settings(SettingKey... settings) {
    return Arrays.stream(settings)
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
