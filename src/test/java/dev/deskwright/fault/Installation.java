package dev.deskwright.fault;

import dev.deskwright.helm.Rights;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The chart's service account with its rights, and what a pod of it would find in its files. */
final class Installation {

  private static final long TOKEN_SECONDS = 3600;

  private final RealCluster cluster;
  private final Rights rights;
  private final Path folder;

  /**
   * Installs it.
   *
   * @param folder where the token is, as the kubelet would write it
   */
  Installation(RealCluster cluster, Path folder) throws IOException, InterruptedException {
    this.cluster = cluster;
    this.folder = folder;
    rights = Rights.ofOperator();
    rights.install(client());
    writeToken();
  }

  private KubernetesClient client() {
    return cluster.client();
  }

  private Path tokenFile() {
    return folder.resolve("token");
  }

  /** Replaces the token by a new one, at once as the kubelet does. */
  private void writeToken() throws IOException {
    String token =
        client()
            .serviceAccounts()
            .inNamespace(Rights.SYSTEM)
            .withName(rights.account())
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(TOKEN_SECONDS)
                    .endSpec()
                    .build())
            .getStatus()
            .getToken();
    Path next = Files.writeString(folder.resolve("token.next"), token);
    Files.move(next, tokenFile(), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * All tokens end with their account; there is a new one with the same rights, and a new token.
   */
  void replaceAccount() throws IOException {
    var accounts = client().serviceAccounts().inNamespace(Rights.SYSTEM);
    accounts.withName(rights.account()).delete();
    accounts
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(rights.account())
                .endMetadata()
                .build())
        .create();
    writeToken();
  }

  /** Whether the API server still takes a token. */
  boolean isValid(String token) {
    var config = cluster.connection();
    config.setClientCertFile(null);
    config.setClientKeyFile(null);
    config.setOauthToken(token);
    try (var asked =
        new io.fabric8.kubernetes.client.KubernetesClientBuilder().withConfig(config).build()) {
      asked.leases().inNamespace(Rights.SYSTEM).list();
      return true;
    } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
      return e.getCode() != 401;
    }
  }

  /** The token of this moment. */
  String token() throws IOException {
    return Files.readString(tokenFile());
  }

  /** Takes all rights but those to its own lease. */
  void takeRights() {
    client().resource(rights.bindingOfAll(client())).delete();
  }

  /** Gives them back. */
  void giveRights() {
    client().resource(rights.bindingOfAll(client())).create();
  }

  /** What a container gets from the chart and the kubelet. */
  Map<String, String> environment() {
    var environment = new java.util.HashMap<>(rights.environment());
    environment.put("KUBERNETES_SERVICE_HOST", client().getMasterUrl().getHost());
    environment.put("KUBERNETES_SERVICE_PORT", "" + client().getMasterUrl().getPort());
    environment.put("DESKWRIGHT_LEADER_ELECTION_NAMESPACE", Rights.SYSTEM);
    return environment;
  }

  /** Where the files are that in a pod are at their usual place. */
  List<String> jvmOptions() {
    return new ArrayList<>(
        List.of(
            "-Dkubernetes.auth.tryKubeConfig=false",
            "-Dkubernetes.auth.serviceAccount.token=" + tokenFile(),
            "-Dkubernetes.certs.ca.file=" + cluster.connection().getCaCertFile()));
  }
}
