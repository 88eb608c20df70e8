package dev.deskwright.demo;

import dev.deskwright.demo.apiserver.LocalApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** The API server that the demo talks to. */
sealed interface ControlPlane extends AutoCloseable {

  /** What it is, so that nobody takes it for more than that. */
  String description();

  /** What it does not do, if a person could expect it. */
  default List<String> limits() {
    return List.of();
  }

  /** How a client connects. */
  Config clientConfig();

  /** How pods get their nodes, where they are to be simulated. */
  Optional<PodBinding> simulatedBinding();

  /** Whether it goes when the demo ends, with all that is in it. */
  default boolean isOurs() {
    return true;
  }

  /** The text of a kubeconfig that kubectl can use, if it can be used at all. */
  Optional<String> kubeconfig();

  @Override
  void close();

  /** A real kube-apiserver and etcd, with nothing else of a cluster. */
  record RealApiServer(LocalApiServer server) implements ControlPlane {

    static RealApiServer start(Path binaries) {
      return new RealApiServer(LocalApiServer.start(binaries, List.of()));
    }

    @Override
    public String description() {
      return "a real kube-apiserver and etcd, on this machine";
    }

    @Override
    public Config clientConfig() {
      return server.clientConfig();
    }

    @Override
    public Optional<PodBinding> simulatedBinding() {
      return Optional.of(PodBinding.BINDING);
    }

    @Override
    public Optional<String> kubeconfig() {
      return Optional.of(server.kubeconfig());
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** The in-memory stand-in of the Kubernetes client's own tests. */
  record InMemoryApiServer(KubernetesMockServer server) implements ControlPlane {

    static InMemoryApiServer start() {
      Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
      var server =
          new KubernetesMockServer(
              new Context(),
              new MockWebServer(),
              responses,
              new KubernetesMixedDispatcher(responses),
              false);
      server.init(InetAddress.getLoopbackAddress(), 0);
      return new InMemoryApiServer(server);
    }

    @Override
    public String description() {
      return "an in-memory stand-in, since no kube-apiserver was found";
    }

    @Override
    public List<String> limits() {
      return List.of(
          "It stores and watches, but does not validate, default or serve kubectl.",
          "For a real one, set KUBEBUILDER_ASSETS to a folder that has the binaries");
    }

    @Override
    public Config clientConfig() {
      return new ConfigBuilder(Config.empty())
          .withMasterUrl(server.url("/"))
          .withHttp2Disable(true)
          .build();
    }

    @Override
    public Optional<PodBinding> simulatedBinding() {
      return Optional.of(PodBinding.NODE_NAME);
    }

    @Override
    public Optional<String> kubeconfig() {
      return Optional.empty();
    }

    @Override
    public void close() {
      server.destroy();
    }
  }

  /** A cluster that was there before and stays: nothing of it is simulated. */
  record GivenCluster(Path kubeconfigFile, String kubeconfigText) implements ControlPlane {

    static GivenCluster of(Path kubeconfig) {
      try {
        return new GivenCluster(kubeconfig, Files.readString(kubeconfig));
      } catch (IOException e) {
        throw new UncheckedIOException("the kubeconfig " + kubeconfig + " cannot be read", e);
      }
    }

    @Override
    public String description() {
      return "the cluster of " + kubeconfigFile + " at " + clientConfig().getMasterUrl();
    }

    @Override
    public Config clientConfig() {
      return Config.fromKubeconfig(kubeconfigFile.toFile());
    }

    @Override
    public Optional<PodBinding> simulatedBinding() {
      return Optional.empty();
    }

    @Override
    public boolean isOurs() {
      return false;
    }

    @Override
    public Optional<String> kubeconfig() {
      return Optional.of(kubeconfigText);
    }

    @Override
    public void close() {
      // It is not ours.
    }
  }
}
