package dev.deskwright.directory.simplead;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.api.v1alpha1.SimpleAd.FirstUser;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The users that are made with a domain, as the image reads them and an administrator too. */
final class FirstUsers {

  static final String KEY = "users.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private FirstUsers() {}

  static List<FirstUser> of(Domain domain) {
    return Optional.ofNullable(domain.settings().firstUsers()).orElse(List.of());
  }

  static String json(List<FirstUser> users, Supplier<String> passwords) {
    ArrayNode list = JSON.createArrayNode();
    users.forEach(user -> list.add(node(user, passwords.get())));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is JSON", e);
    }
  }

  private static ObjectNode node(FirstUser user, String password) {
    ObjectNode node = JSON.createObjectNode();
    node.put("userName", user.userName());
    node.put("password", password);
    Optional.ofNullable(user.displayName()).ifPresent(name -> node.put("displayName", name));
    ArrayNode groups = node.putArray("groups");
    Optional.ofNullable(user.groups()).orElse(List.of()).forEach(groups::add);
    return node;
  }
}
