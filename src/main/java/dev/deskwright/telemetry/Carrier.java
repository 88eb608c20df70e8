package dev.deskwright.telemetry;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.nio.ByteBuffer;
import java.util.List;

/** Carries something of a request from before its answer to after it, whoever else does so, too. */
record Carrier<T>(AsyncBody.Consumer<List<ByteBuffer>> wrapped, Class<T> type, T carried)
    implements AsyncBody.Consumer<List<ByteBuffer>> {

  @Override
  public void consume(List<ByteBuffer> value, AsyncBody body) throws Exception {
    wrapped.consume(value, body);
  }

  /** What is carried, if that is asked for. */
  @Override
  public <U> U unwrap(Class<U> target) {
    return target == type ? target.cast(carried) : wrapped.unwrap(target);
  }
}
