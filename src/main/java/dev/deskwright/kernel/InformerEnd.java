package dev.deskwright.kernel;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.api.config.InformerStoppedHandler;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes of an informer that has ended by an error. Once the operator has started, it would
 * never hear of these objects again: the process ends, to be started anew. Before that the start
 * itself fails, and whoever started it decides.
 */
public final class InformerEnd implements InformerStoppedHandler {

  private static final Logger LOG = LoggerFactory.getLogger(InformerEnd.class);

  private final BooleanSupplier started;
  private final IntConsumer exit;

  /**
   * What comes of an informer of an operator.
   *
   * @param started whether the operator has started
   * @param exit ends the process with a status
   */
  public InformerEnd(BooleanSupplier started, IntConsumer exit) {
    this.started = started;
    this.exit = exit;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public void onStop(SharedIndexInformer informer, Throwable error) {
    if (error != null && started.getAsBoolean()) {
      LOG.error("nothing is heard of {} any more: the operator ends", informer, error);
      exit.accept(1);
    }
  }
}
