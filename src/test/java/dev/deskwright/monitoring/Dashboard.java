package dev.deskwright.monitoring;

import java.util.List;
import java.util.stream.Stream;

/**
 * A dashboard, before it is Grafana's JSON.
 *
 * @param name of its file, and of its address in Grafana
 * @param title what people see
 * @param description what it is for, as a sentence
 * @param variables what can be chosen, in order
 * @param rows panels side by side, below a heading
 */
public record Dashboard(
    String name, String title, String description, List<Variable> variables, List<Row> rows) {

  /** Panels side by side. */
  public record Row(String title, List<Panel> panels) {

    static Row of(String title, Panel... panels) {
      return new Row(title, List.of(panels));
    }
  }

  /**
   * Something to be chosen.
   *
   * @param name as queries have it, after a dollar sign
   * @param label what people see
   * @param query whose answer is the choice
   * @param regex finds text and value in each line of the answer; empty for a list of labels
   * @param many whether several, or all, can be chosen
   */
  public record Variable(String name, String label, String query, String regex, boolean many) {}

  /** Namespaces of Directories. */
  static final Variable NAMESPACE =
      new Variable(
          "namespace", "Namespace", "label_values(deskwright_directory_info, namespace)", "", true);

  /** Directories of the chosen namespaces: people see names, queries have ids. */
  static final Variable DIRECTORIES = directories(true);

  static final Variable DIRECTORY = directories(false);

  /** WorkSpaces of the chosen Directory, likewise. */
  static final Variable WORKSPACE =
      new Variable(
          "workspace",
          "WorkSpace",
          "query_result(max by (workspace, workspace_id)"
              + " (deskwright_workspace_info{directory_id=\"$directory\"}))",
          "/workspace=\"(?<text>[^\"]+)\".*workspace_id=\"(?<value>[^\"]+)\"/",
          false);

  private static Variable directories(boolean many) {
    return new Variable(
        "directory",
        "Directory",
        "query_result(max by (directory, directory_id)"
            + " (deskwright_directory_info{namespace=~\"$namespace\"}))",
        "/directory=\"(?<text>[^\"]+)\".*directory_id=\"(?<value>[^\"]+)\"/",
        many);
  }

  /** Replicas of a component, by the address that Prometheus asks. */
  static Variable instances(String component) {
    return new Variable(
        "instance",
        "Replica",
        "label_values(deskwright_build_info{component=\"%s\"}, instance)".formatted(component),
        "",
        true);
  }

  /** All panels, in reading order. */
  public Stream<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream());
  }
}
