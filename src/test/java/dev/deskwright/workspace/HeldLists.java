package dev.deskwright.workspace;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.CountDownLatch;

/** Lets a client's lists of one kind wait until they are let go, and nothing else. */
final class HeldLists implements Interceptor {

  private final String kind;
  private final CountDownLatch released = new CountDownLatch(1);

  /**
   * Holds them.
   *
   * @param kind as in URLs, for example "pods"
   */
  HeldLists(String kind) {
    this.kind = kind;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    String query = request.uri().getQuery();
    boolean watch = query != null && query.contains("watch=true");
    if (request.uri().getPath().endsWith("/" + kind) && !watch) {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("the list of %s is still held".formatted(kind), e);
      }
    }
  }

  void release() {
    released.countDown();
  }
}
