package dev.deskwright.gateway.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskwright.gateway.state.Change;
import dev.deskwright.gateway.state.Kind;
import dev.deskwright.gateway.state.SharedState;
import dev.deskwright.users.LoginName;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions that were called back: one each, or all that a user had at a moment. Others are asked
 * for what they have revoked; what this replica has revoked holds here whether or not it could be
 * written.
 */
final class Revocations {

  private static final String SESSION = "session";
  private static final String USER = "user";
  private static final String SINCE = "since";

  /** What the shared state has, as of the last look. */
  private record Known(Set<String> sessions, Map<String, Instant> users) {}

  /** A revocation of this replica, and until when it matters. */
  private record Own(ObjectNode content, Instant until) {}

  private final SharedState state;
  private volatile Known known = new Known(Set.of(), Map.of());
  private final Map<String, Own> own = new ConcurrentHashMap<>();
  private final Set<String> unwritten = ConcurrentHashMap.newKeySet();

  Revocations(SharedState state) {
    this.state = state;
  }

  private static String keyOf(String directoryUid, String userName) {
    return directoryUid + "/" + LoginName.key(userName);
  }

  boolean isRevoked(Session session) {
    String user = keyOf(session.directoryUid(), session.userName());
    Instant all = known.users().get(user);
    return known.sessions().contains(session.id())
        || own.containsKey(SESSION + session.id())
        || (all != null && !session.since().isAfter(all))
        || isOwn(USER + user, session);
  }

  private boolean isOwn(String user, Session session) {
    Own revocation = own.get(user);
    return revocation != null && !session.since().isAfter(since(revocation.content()));
  }

  void add(Session session) {
    ObjectNode content = JsonNodeFactory.instance.objectNode().put(SESSION, session.id());
    add(SESSION + session.id(), new Own(content, session.until()));
  }

  void addAllOf(String directoryUid, String userName, Instant since, Instant until) {
    String user = keyOf(directoryUid, userName);
    ObjectNode content =
        JsonNodeFactory.instance.objectNode().put(USER, user).put(SINCE, since.toEpochMilli());
    add(USER + user, new Own(content, until));
  }

  private void add(String key, Own revocation) {
    own.put(key, revocation);
    unwritten.add(key);
    write(key);
  }

  private void write(String key) {
    Own revocation = own.get(key);
    if (revocation != null) {
      state.change(
          Kind.REVOCATIONS,
          key,
          before -> Change.write(revocation.content(), revocation.until(), true));
    }
    unwritten.remove(key);
  }

  /** Tells the others what they could not be told before, and learns what they have revoked. */
  void refresh(Instant now) {
    List.copyOf(unwritten).forEach(this::write);
    Set<String> sessions = new HashSet<>();
    Map<String, Instant> users = new HashMap<>();
    for (ObjectNode each : state.all(Kind.REVOCATIONS)) {
      if (each.hasNonNull(SESSION)) {
        sessions.add(each.get(SESSION).textValue());
      } else if (each.hasNonNull(USER)) {
        users.merge(each.get(USER).textValue(), since(each), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    known = new Known(sessions, users);
    own.values().removeIf(each -> !now.isBefore(each.until()));
  }

  private static Instant since(ObjectNode content) {
    return Instant.ofEpochMilli(content.get(SINCE).longValue());
  }
}
