package dev.deskwright.demo;

import dev.deskwright.demo.apiserver.LocalApiServer;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

  /** Whether it is the demo's own: it has no nodes, and goes at the end with all that is in it. */
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
    public Optional<String> kubeconfig() {
      return Optional.of(server.kubeconfig());
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** The in-memory stand-in, for machines that have nothing better. */
  record InMemory(InMemoryApiServer server) implements ControlPlane {

    static InMemory start() {
      return new InMemory(InMemoryApiServer.start());
    }

    @Override
    public String description() {
      return "a stand-in for an API server, since no kube-apiserver was found";
    }

    @Override
    public List<String> limits() {
      return List.of(
          "It stores and watches, but does not validate, default or serve kubectl.",
          "For a real one, set KUBEBUILDER_ASSETS to a folder that has the binaries.");
    }

    @Override
    public Config clientConfig() {
      return server.clientConfig();
    }

    @Override
    public Optional<String> kubeconfig() {
      return Optional.empty();
    }

    @Override
    public void close() {
      server.close();
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
