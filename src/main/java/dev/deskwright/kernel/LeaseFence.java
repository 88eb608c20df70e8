package dev.deskwright.kernel;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Refuses the writes of a leader whose lease has run out without its knowing. It may have slept, on
 * a node that stood still: another replica leads by now, and what this one would write comes from
 * what it saw before.
 */
public final class LeaseFence implements Interceptor {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Pattern LEASE =
      Pattern.compile("/apis/coordination\\.k8s\\.io/[^/]+/namespaces/[^/]+/leases(/|$)");

  /** Asking for one's own rights is a POST, and changes nothing. */
  private static final Pattern REVIEW = Pattern.compile("/apis/authorization\\.k8s\\.io/");

  private final long validNanos;
  private final LongSupplier nanoTime;
  private volatile long sent;
  private volatile Long renewed;

  LeaseFence(Duration valid, LongSupplier nanoTime) {
    this.validNanos = valid.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * Adds it to a client that is being built.
   *
   * @param valid how long others respect the lease after it was renewed
   */
  public static void put(HttpClient.Builder client, Duration valid) {
    client.addOrReplaceInterceptor("lease", new LeaseFence(valid, System::nanoTime));
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (READING.contains(request.method())) {
      return;
    }
    String path = request.uri().getPath();
    if (LEASE.matcher(path).find()) {
      sent = nanoTime.getAsLong();
    } else if (hasRunOut() && !REVIEW.matcher(path).find()) {
      throw new KubernetesClientException(
          "the lease has run out: another replica may lead by now, and nothing is written");
    }
  }

  /** Counted from when the renewal was asked for: others may have seen it no later. */
  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (response.isSuccessful()
        && !READING.contains(request.method())
        && LEASE.matcher(request.uri().getPath()).find()) {
      renewed = sent;
    }
  }

  /** Never before there was a lease: until then nothing is led. */
  private boolean hasRunOut() {
    Long last = renewed;
    return last != null && nanoTime.getAsLong() - last > validNanos;
  }
}
