package dev.deskwright.telemetry;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Counts and times the requests of a client of Kubernetes, each attempt on its own. Of attempts
 * without an answer, the client does not tell the last before it gives up.
 */
public final class KubernetesRequests implements Interceptor {

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final Pattern WATCH = Pattern.compile("(^|&)watch=(true|1)(&|$)");

  private final MeterRegistry meters;

  private KubernetesRequests(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Adds it to a client that is being built. */
  public static void observe(HttpClient.Builder client, MeterRegistry meters) {
    client.addOrReplaceInterceptor("requests", new KubernetesRequests(meters));
  }

  private record SentAt(long nanos) {}

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    return new Carrier<>(consumer, SentAt.class, new SentAt(System.nanoTime()));
  }

  /** A WebSocket has no consumer; one that was refused comes here more than once. */
  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (consumer != null) {
      String verb = count(request, String.valueOf(response.code()));
      SentAt sent = consumer.unwrap(SentAt.class);
      if (sent != null && !verb.equals("watch")) {
        Meters.timer(meters, Metric.KUBERNETES_REQUEST_DURATION_SECONDS, verb)
            .record(Duration.ofNanos(System.nanoTime() - sent.nanos()));
      }
    } else if (response.code() == SWITCHING_PROTOCOLS) {
      count(request, String.valueOf(response.code()));
    }
  }

  /** Of a WebSocket, once. */
  @Override
  public CompletableFuture<Boolean> afterFailure(
      BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
    count(response.request(), String.valueOf(response.code()));
    return CompletableFuture.completedFuture(false);
  }

  /** Of all else: counted already. */
  @Override
  public CompletableFuture<Boolean> afterFailure(
      HttpRequest.Builder builder, HttpResponse<?> response, RequestTags tags) {
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    count(request, "error");
  }

  private String count(HttpRequest request, String code) {
    URI uri = request.uri();
    ApiPath path = ApiPath.of(uri.getPath());
    boolean watch = uri.getQuery() != null && WATCH.matcher(uri.getQuery()).find();
    String verb = path.verb(request.method(), watch);
    Meters.counter(meters, Metric.KUBERNETES_REQUESTS_TOTAL, verb, path.resource(), code)
        .increment();
    return verb;
  }
}
