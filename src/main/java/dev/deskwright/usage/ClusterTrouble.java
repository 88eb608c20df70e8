package dev.deskwright.usage;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Optional;

/** Why a cluster gave no answer, in a line for the person who asked. */
final class ClusterTrouble {

  private ClusterTrouble() {}

  static String of(KubernetesClientException e, Question question, URL cluster) {
    if (e.getStatus() == null && e.getCode() <= 0) {
      return "cannot reach the cluster at %s: %s; is KUBECONFIG right?"
          .formatted(cluster, oneLine(rootCause(e)));
    }
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_BAD_REQUEST ->
          "the cluster does not understand --selector \"%s\": %s"
              .formatted(question.selector().orElse(""), answer(e));
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          "the cluster at %s does not know who you are: sign in, or renew the credentials in KUBECONFIG"
              .formatted(cluster);
      case HttpURLConnection.HTTP_FORBIDDEN ->
          "you may not list WorkSpaces and Bundles in %s (%s): ask for the ClusterRole deskwright-view there"
              .formatted(question.where(), answer(e));
      case HttpURLConnection.HTTP_NOT_FOUND ->
          "the cluster at %s has no WorkSpaces and Bundles: is Deskwright installed there?"
              .formatted(cluster);
      case HttpURLConnection.HTTP_GONE ->
          "the list of WorkSpaces grew too old while it was read: ask again";
      default -> "the cluster at %s answers %d: %s".formatted(cluster, e.getCode(), answer(e));
    };
  }

  private static String answer(KubernetesClientException e) {
    return oneLine(
        Optional.ofNullable(e.getStatus()).map(Status::getMessage).orElse(e.getMessage()));
  }

  private static String rootCause(Throwable e) {
    Throwable cause = e.getCause();
    if (cause != null && cause != e) {
      return rootCause(cause);
    }
    String kind = e.getClass().getSimpleName();
    return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
  }

  private static String oneLine(String text) {
    return text == null ? "no reason given" : text.strip().replaceAll("\\s+", " ");
  }
}
