package dev.deskwright.telemetry;

import dev.deskwright.tracing.Span;
import dev.deskwright.tracing.Tracing;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A span for each answer of the API server to something that is traced. It has verb, resource and
 * code, and nothing of path, headers or body.
 */
public final class KubernetesSpans implements Interceptor {

  private final Tracing tracing;

  private KubernetesSpans(Tracing tracing) {
    this.tracing = tracing;
  }

  /** Adds it to a client that is being built, unless nothing is traced. */
  public static void observe(HttpClient.Builder client, Tracing tracing) {
    if (tracing != Tracing.OFF) {
      client.addOrReplaceInterceptor("spans", new KubernetesSpans(tracing));
    }
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    ApiPath path = ApiPath.of(request.uri().getPath());
    String verb = path.verb(request.method(), false);
    return new Carrier<>(
        consumer,
        Span.class,
        tracing.step(
            "kubernetes " + verb,
            "http.request.method",
            request.method(),
            "k8s.resource",
            path.resource()));
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    Span span = consumer == null ? null : consumer.unwrap(Span.class);
    if (span != null) {
      String code = String.valueOf(response.code());
      span.set("http.response.status_code", code);
      if (response.code() >= HttpURLConnection.HTTP_BAD_REQUEST) {
        span.fail(code);
      } else {
        span.end();
      }
    }
  }
}
