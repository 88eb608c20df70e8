package dev.deskwright.gateway.portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.deskwright.gateway.portal.Refusal.Code;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Bodies of requests and responses. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private Json() {}

  /**
   * The body.
   *
   * @throws Refusal if it is none of this type; what is wrong is named, what was sent is not
   */
  static <T> T body(RoutingContext context, Class<T> type) {
    String contentType = context.request().getHeader("Content-Type");
    if (contentType == null || !contentType.split(";", 2)[0].strip().equals("application/json")) {
      throw new Refusal(Code.BadRequest, "Content-Type must be application/json.");
    }
    Buffer body = context.body().buffer();
    try {
      T value = MAPPER.readValue(body == null ? new byte[0] : body.getBytes(), type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      throw new Refusal(
          Code.BadRequest, "The body is not what the API describes: see openapi.yaml.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new Refusal(Code.BadRequest, "The body is null: send an object.");
  }

  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view that cannot be written", e);
    }
  }

  static void answer(RoutingContext context, int status, Object value) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .end(text(value));
  }
}
