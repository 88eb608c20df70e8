package dev.deskwright.kernel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;

/**
 * Reads equal texts as one object, where they come soon after each other: the name of a desktop
 * stands in its objects some thirty times, and a namespace, a kind or a condition's message in all
 * of them.
 */
public final class SharedTexts extends StdScalarDeserializer<String> {

  private static final long serialVersionUID = 1;

  /** A power of two, for some 64 KiB. */
  private static final int KEPT = 1 << 14;

  private static final int LONGEST = 256;

  /** Half of what the API server sends is {@code managedFields}, which no code reads. */
  @JsonIgnoreProperties(value = "managedFields", allowGetters = true)
  private interface WithoutManagers {}

  private final transient String[] kept = new String[KEPT];

  private SharedTexts() {
    super(String.class);
  }

  /**
   * What a client reads objects with that are kept in caches. It knows the kinds that are watched,
   * and does not look for others: there are six hundred classes of them.
   */
  public static KubernetesSerialization serialization() {
    var mapper = LaterVersions.readBy(new ObjectMapper());
    mapper.addMixIn(ObjectMeta.class, WithoutManagers.class);
    mapper.registerModule(new SimpleModule().addDeserializer(String.class, new SharedTexts()));
    return WatchedKinds.in(new KubernetesSerialization(mapper, false));
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    return shared(StringDeserializer.instance.deserialize(parser, context));
  }

  /** Threads may overwrite each other's, which costs an object now and then and nothing else. */
  private String shared(String text) {
    if (text == null || text.length() > LONGEST) {
      return text;
    }
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 16) & KEPT - 1;
    String other = kept[slot];
    if (text.equals(other)) {
      return other;
    }
    kept[slot] = text;
    return text;
  }
}
