package dev.deskwright.telemetry;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.deskwright.kernel.LogFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A log event as one JSON object on one line: {@code time}, {@code level}, {@code logger}, {@code
 * thread}, {@code message}, the fields of {@link LogFields} that are known, and {@code error},
 * which is a stack trace.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {

  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] NOTHING = {};

  private final ThrowableProxyConverter stackTraces = new ThrowableProxyConverter();

  @Override
  public void start() {
    stackTraces.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", time(event).truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("level", event.getLevel().toString());
    line.put("logger", event.getLoggerName());
    line.put("thread", event.getThreadName());
    line.put("message", event.getFormattedMessage());
    LogFields.named(event.getMDCPropertyMap()).forEach(line::putIfAbsent);
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(pair -> line.putIfAbsent(pair.key, pair.value));
    }
    if (event.getThrowableProxy() != null) {
      line.put("error", stackTraces.convert(event).stripTrailing());
    }
    try {
      return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant time(ILoggingEvent event) {
    return event.getInstant() == null
        ? Instant.ofEpochMilli(event.getTimeStamp())
        : event.getInstant();
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
