package dev.deskwright.gateway.oidc;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** A body of so many bytes at most; a longer one is an error as soon as that is seen. */
final class LimitedBody implements BodySubscriber<byte[]> {

  private final BodySubscriber<byte[]> all = BodySubscribers.ofByteArray();
  private final int limit;
  private Subscription subscription;
  private long length;

  LimitedBody(int limit) {
    this.limit = limit;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return all.getBody();
  }

  @Override
  public void onSubscribe(Subscription source) {
    subscription = source;
    all.onSubscribe(source);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    length += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (length <= limit) {
      all.onNext(buffers);
    } else {
      subscription.cancel();
      all.onError(new IOException("the answer has more than %d bytes".formatted(limit)));
    }
  }

  @Override
  public void onError(Throwable failure) {
    all.onError(failure);
  }

  @Override
  public void onComplete() {
    all.onComplete();
  }
}
