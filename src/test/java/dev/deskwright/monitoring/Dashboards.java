package dev.deskwright.monitoring;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The dashboards that the chart ships. Their source is here; the JSON is generated. */
public final class Dashboards {

  static final Path FOLDER = Path.of("helm/deskwright/files/monitoring/dashboards");

  private Dashboards() {}

  /** All of them, the one for the most people first. */
  public static List<Dashboard> all() {
    return List.of(
        FleetDashboard.get(),
        DirectoryDashboard.get(),
        WorkSpaceDashboard.get(),
        ComponentDashboards.operator(),
        ComponentDashboards.gateway());
  }

  /** A check of each panel of each, with its dashboard. */
  static Stream<DynamicTest> panels(Check check) {
    return all().stream()
        .flatMap(
            dashboard ->
                dashboard
                    .panels()
                    .map(
                        panel ->
                            DynamicTest.dynamicTest(
                                dashboard.title() + ": " + panel.title(),
                                () -> check.accept(dashboard, panel))));
  }

  /** Looks at a panel. */
  interface Check {
    void accept(Dashboard dashboard, Panel panel) throws Exception;
  }

  /** The JSON of each, by its file. */
  public static Map<Path, String> files() {
    Map<Path, String> files = new TreeMap<>();
    all().forEach(each -> files.put(FOLDER.resolve(each.name() + ".json"), GrafanaJson.of(each)));
    return files;
  }
}
