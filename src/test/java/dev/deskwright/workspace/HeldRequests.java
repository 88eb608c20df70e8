package dev.deskwright.workspace;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.CountDownLatch;

/** Lets some of a client's requests wait until they are let go, and no watches. */
final class HeldRequests implements Interceptor {

  private final String method;
  private final String kind;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /**
   * Holds them.
   *
   * @param method for example GET
   * @param kind of a list or a new object, as in URLs, for example pods
   */
  HeldRequests(String method, String kind) {
    this.method = method;
    this.kind = kind;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    String query = request.uri().getQuery();
    boolean watch = query != null && query.contains("watch=true");
    if (request.method().equals(method) && request.uri().getPath().endsWith("/" + kind) && !watch) {
      arrived.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("%s of %s is still held".formatted(method, kind), e);
      }
    }
  }

  /** Whether there has been one. */
  boolean hasArrived() {
    return arrived.getCount() == 0;
  }

  void release() {
    released.countDown();
  }
}
