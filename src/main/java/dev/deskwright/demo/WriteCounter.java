package dev.deskwright.demo;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a client writes to the API server. */
final class WriteCounter implements Interceptor {

  private final AtomicInteger writes = new AtomicInteger();

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (!"GET".equals(request.method())) {
      writes.incrementAndGet();
    }
  }

  int count() {
    return writes.get();
  }
}
