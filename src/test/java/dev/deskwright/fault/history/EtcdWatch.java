package dev.deskwright.fault.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads every change from etcd, from the first one on, by its JSON gateway: no API server stands in
 * between. The API server must keep objects as JSON: {@code --storage-media-type=application/json}.
 */
public final class EtcdWatch implements AutoCloseable {

  /** Is told of every change, in order, on one thread. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A change.
     *
     * @param after the object now, or null if it is gone
     */
    void changed(long revision, Subject subject, JsonNode after);
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALL =
      """
      {"create_request": {"key": "%s", "range_end": "%s", "start_revision": "1", "progress_notify": true}}
      """
          .formatted(base64("/registry/"), base64("/registry0"));

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI etcd;
  private final Listener listener;
  private final Thread reader = new Thread(this::read, "etcd-watch");
  private final AtomicLong seen = new AtomicLong();
  private volatile InputStream stream;
  private volatile RuntimeException failure;
  private volatile boolean closed;

  private EtcdWatch(URI etcd, Listener listener) {
    this.etcd = etcd;
    this.listener = listener;
  }

  /** Begins to read. */
  public static EtcdWatch start(URI etcd, Listener listener) {
    var watch = new EtcdWatch(etcd, listener);
    watch.reader.setDaemon(true);
    watch.reader.start();
    return watch;
  }

  /** The revision up to which all has been told; throws if reading has failed. */
  public long revision() {
    if (failure != null) {
      throw failure;
    }
    return seen.get();
  }

  /** The revision of etcd now, whether told or not. */
  public long latest() {
    try {
      var answer =
          http.send(
              post("/v3/kv/range", "{\"key\": \"%s\"}".formatted(base64("/registry/nothing"))),
              BodyHandlers.ofString());
      return JSON.readTree(answer.body()).at("/header/revision").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest post(String path, String body) {
    return HttpRequest.newBuilder(etcd.resolve(path)).POST(BodyPublishers.ofString(body)).build();
  }

  private void read() {
    try {
      stream = http.send(post("/v3/watch", ALL), BodyHandlers.ofInputStream()).body();
      try (var answers = JSON.readerFor(JsonNode.class).<JsonNode>readValues(stream)) {
        while (answers.hasNextValue()) {
          take(answers.nextValue().path("result"));
        }
      }
      throw new IOException("the watch has ended");
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        failure = new IllegalStateException("etcd's history cannot be read on", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(JsonNode answer) throws IOException {
    if (answer.path("canceled").asBoolean()) {
      throw new IOException("the watch was ended: " + answer);
    }
    for (JsonNode event : answer.path("events")) {
      var kv = event.path("kv");
      var subject = Subject.ofKey(text(kv.path("key")));
      if (subject.isPresent()) {
        boolean gone = event.path("type").asText().equals("DELETE");
        listener.changed(
            kv.path("mod_revision").asLong(),
            subject.get(),
            gone ? null : JSON.readTree(kv.path("value").binaryValue()));
      }
    }
    seen.accumulateAndGet(answer.at("/header/revision").asLong(), Math::max);
  }

  private static String text(JsonNode base64) throws IOException {
    return new String(base64.binaryValue(), StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    closed = true;
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reader.interrupt();
  }
}
