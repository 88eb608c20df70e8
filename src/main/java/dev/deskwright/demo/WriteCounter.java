package dev.deskwright.demo;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Counts what the operator writes to the API server about WorkSpaces, their drives and pods. */
final class WriteCounter implements Interceptor {

  private static final Pattern OF_WORKSPACES =
      Pattern.compile(".*/(workspaces|pods|persistentvolumeclaims)(/.*)?");

  private final AtomicInteger writes = new AtomicInteger();

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (!"GET".equals(request.method())
        && OF_WORKSPACES.matcher(request.uri().getPath()).matches()) {
      writes.incrementAndGet();
    }
  }

  int count() {
    return writes.get();
  }
}
