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

  /** Carries the span from before an answer to after it. */
  private record Spanned(AsyncBody.Consumer<List<ByteBuffer>> wrapped, Span span)
      implements AsyncBody.Consumer<List<ByteBuffer>> {
    @Override
    public void consume(List<ByteBuffer> value, AsyncBody body) throws Exception {
      wrapped.consume(value, body);
    }

    @Override
    public <U> U unwrap(Class<U> target) {
      return target == Spanned.class ? target.cast(this) : wrapped.unwrap(target);
    }
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    ApiPath path = ApiPath.of(request.uri().getPath());
    String verb = path.verb(request.method(), false);
    return new Spanned(
        consumer,
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
    Spanned spanned = consumer == null ? null : consumer.unwrap(Spanned.class);
    if (spanned != null) {
      String code = String.valueOf(response.code());
      spanned.span().set("http.response.status_code", code);
      if (response.code() >= HttpURLConnection.HTTP_BAD_REQUEST) {
        spanned.span().fail(code);
      } else {
        spanned.span().end();
      }
    }
  }
}
