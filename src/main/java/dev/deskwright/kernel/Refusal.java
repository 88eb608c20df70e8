package dev.deskwright.kernel;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/**
 * An answer of the API server that will be the same until somebody changes a rule, a quota or a
 * right: 403 or 422. All others are worth another try.
 */
public final class Refusal {

  static final int UNPROCESSABLE = 422;

  private Refusal() {}

  /**
   * Why a write was refused, in the words of the API server.
   *
   * @throws KubernetesClientException the same, if it is no refusal
   */
  public static String reasonOrThrow(KubernetesClientException failure) {
    if (failure.getCode() != HttpURLConnection.HTTP_FORBIDDEN
        && failure.getCode() != UNPROCESSABLE) {
      throw failure;
    }
    return words(failure);
  }

  /** What the API server says; what the client does, where there is no answer. */
  public static String words(KubernetesClientException failure) {
    return failure.getStatus() == null || failure.getStatus().getMessage() == null
        ? failure.getMessage()
        : failure.getStatus().getMessage();
  }
}
