package dev.deskwright.kernel;

import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.ext.web.client.WebClientOptions;

/**
 * HTTP clients that take compressed answers, which the API server sends from 128 KiB on. Lists
 * shrink to a tenth, and to inflate that is native code; to decrypt the whole of it is not, where
 * Java runs with the quick compiler alone, and took half of a restart over 10,000 WorkSpaces.
 */
public final class CompressedAnswers extends VertxHttpClientFactory {

  @Override
  protected void additionalConfig(WebClientOptions options) {
    options.setDecompressionSupported(true);
  }
}
