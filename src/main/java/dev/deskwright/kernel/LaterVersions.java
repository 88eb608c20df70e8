package dev.deskwright.kernel;

import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * Reads objects that a later version of Deskwright has written: in an upgrade its kinds come before
 * its operator, and after a downgrade its objects are still there. A list is read as a whole, so
 * one field or word that is not known yet would keep all desktops from being looked after.
 *
 * <p>Fields that are not known are passed over. A word that is not known is absent in a status,
 * which is only a report; in a spec it is the one that does least, where an enum names one by
 * {@code @JsonEnumDefaultValue}, and else an error: it may be a rule of who gets in.
 */
public final class LaterVersions {

  private LaterVersions() {}

  /** What a client reads objects with. */
  public static KubernetesSerialization serialization() {
    return WatchedKinds.in(new KubernetesSerialization(readBy(new ObjectMapper()), true));
  }

  /** Has a mapper read them; gives the mapper. */
  static ObjectMapper readBy(ObjectMapper mapper) {
    return mapper
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
        .addHandler(new UnknownWords());
  }

  private static final class UnknownWords extends DeserializationProblemHandler {

    @Override
    public Object handleWeirdStringValue(
        DeserializationContext context, Class<?> type, String word, String message) {
      boolean ofStatus = isInStatus(context.getParser().getParsingContext());
      return type.isEnum() && ofStatus ? null : NOT_HANDLED;
    }

    private static boolean isInStatus(JsonStreamContext place) {
      return place != null
          && ("status".equals(place.getCurrentName()) || isInStatus(place.getParent()));
    }
  }
}
