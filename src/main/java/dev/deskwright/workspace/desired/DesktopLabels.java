package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.kernel.Ids;
import dev.deskwright.kernel.Labels;
import java.util.Map;
import java.util.TreeMap;

/** Labels and annotations of everything that belongs to a desktop. */
final class DesktopLabels {

  static final String COMPONENT = "desktop";

  private DesktopLabels() {}

  static Map<String, String> labels(WorkSpace workspace, String bundle) {
    var spec = workspace.getSpec();
    Map<String, String> labels = new TreeMap<>(tags(workspace));
    labels.putAll(Labels.managed(COMPONENT));
    labels.put(Labels.WORKSPACE, workspace.getMetadata().getName());
    labels.put(Labels.WORKSPACE_ID, Ids.workspace(workspace.getMetadata().getUid()));
    labels.put(Labels.DIRECTORY, spec.directoryRef().name());
    labels.put(Labels.BUNDLE, bundle);
    labels.put(Labels.USER, labelValue(spec.userName()));
    return labels;
  }

  static Map<String, String> annotations(WorkSpace workspace) {
    return Map.of(
        Labels.USER_NAME,
        workspace.getSpec().userName(),
        Labels.TAGS,
        String.join(",", new TreeMap<>(tags(workspace)).keySet()));
  }

  /** A name that a label can hold; the annotation has the name itself. */
  private static String labelValue(String userName) {
    return userName.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  private static Map<String, String> tags(WorkSpace workspace) {
    var tags = workspace.getSpec().tags();
    return tags == null ? Map.of() : tags;
  }
}
