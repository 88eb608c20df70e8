package dev.deskwright.gateway.portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** All WorkSpaces as an administrator sees them; {@code Fleet} of the API's description. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FleetView(
    Map<String, Long> states,
    long sessions,
    long attention,
    List<Group> directories,
    List<Cost> cost,
    long runningSecondsThisMonth,
    int total,
    List<Item> items) {

  record Group(String id, String name, long workspaces) {}

  record Cost(String currency, String thisMonth) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(
      String workspaceId,
      String namespace,
      String name,
      String userName,
      String directory,
      String bundle,
      String state,
      String runningMode,
      String connection,
      String lastConnectedAt,
      long runningSecondsThisMonth,
      String costThisMonth,
      String currency,
      boolean attention,
      String reason,
      String message) {}
}
