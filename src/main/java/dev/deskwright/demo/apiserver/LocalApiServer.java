package dev.deskwright.demo.apiserver;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubeapitest.binary.OSInfo;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A real kube-apiserver with its etcd, started from binaries on this machine, with nothing else of
 * a cluster: no controllers, no nodes. It and its data are gone after {@link #close()}, which also
 * happens when the JVM ends.
 */
public final class LocalApiServer implements AutoCloseable {

  /** How a person gets the binaries, in one line. */
  public static final String HOW_TO_GET_BINARIES =
      "set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl, for example from:"
          + " go run sigs.k8s.io/controller-runtime/tools/setup-envtest@latest use -p path";

  // Any version will do: it only names the folder of links that kube-api-test looks into.
  private static final String VERSION = "1.0.0";
  private static final int START_TIMEOUT_MILLIS = 120_000;

  /** Nobody but this machine reaches it, and it needs no network interface but the loopback's. */
  private static final List<String> LOCAL_ONLY =
      List.of(
          "--bind-address=127.0.0.1",
          "--advertise-address=127.0.0.1",
          "--endpoint-reconciler-type=none");

  private final Path folder;
  private final Path binaries;
  private final KubeAPIServer server;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Thread atExit = new Thread(this::stop, "stop-api-server");

  private LocalApiServer(Path folder, Path binaries, KubeAPIServer server) {
    this.folder = folder;
    this.binaries = binaries;
    this.server = server;
  }

  /**
   * A folder with etcd, kube-apiserver and kubectl, if this machine has one: {@code
   * KUBEBUILDER_ASSETS}, the folder of kube-api-test, or one on the {@code PATH}.
   */
  public static Optional<Path> findBinaries(Map<String, String> env) {
    return new BinaryFinder(env).find();
  }

  /** Downloads the newest binaries to where {@link #findBinaries} finds them from then on. */
  public static Path downloadBinaries(Map<String, String> env) {
    return new BinaryFinder(env).download();
  }

  /**
   * Starts a server; returns when it answers.
   *
   * @param binaries a folder with etcd, kube-apiserver and kubectl
   * @param extraFlags more flags of kube-apiserver, for example {@code --audit-log-path=<file>}
   */
  public static LocalApiServer start(Path binaries, List<String> extraFlags) {
    try {
      Path folder = Files.createTempDirectory("deskwright-apiserver");
      link(binaries, folder);
      List<String> flags = new ArrayList<>(LOCAL_ONLY);
      flags.addAll(extraFlags);
      var config =
          KubeAPIServerConfigBuilder.anAPIServerConfig()
              .withTestDir(folder.toString())
              .withApiServerVersion(VERSION)
              .withOfflineMode(true)
              .withUpdateKubeConfig(false)
              .withWaitForEtcdHealthCheckOnStartup(false)
              .withStartupTimeout(START_TIMEOUT_MILLIS)
              .withApiServerFlags(flags)
              .build();
      var server = new LocalApiServer(folder, binaries, new KubeAPIServer(config));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("The local API server's folder cannot be made", e);
    }
  }

  /** Lays links as kube-api-test wants its folder: it looks nowhere else. */
  private static void link(Path binaries, Path folder) throws IOException {
    Path links = folder.resolve("k8s").resolve(VERSION + Utils.platformSuffix(new OSInfo()));
    Files.createDirectories(links);
    for (String name : BinaryFinder.NAMES) {
      Files.createSymbolicLink(links.resolve(name), binaries.resolve(name).toAbsolutePath());
    }
  }

  // Synchronized with stop(): were a start half-way when the JVM is told to end, what it starts
  // after the hook has run would stay.
  private synchronized void start() {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException e) {
      remove(folder);
      throw e;
    }
    try {
      server.start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** How a client connects, as an administrator. */
  public Config clientConfig() {
    return Config.fromKubeconfig(kubeconfig());
  }

  /** The text of a kubeconfig file that connects as an administrator, valid while this runs. */
  public String kubeconfig() {
    return server.getKubeConfigYaml();
  }

  /** The kubectl that came with the server. */
  public Path kubectl() {
    return binaries.resolve("kubectl");
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook has run or will.
    }
    stop();
  }

  private synchronized void stop() {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    // An interrupted thread could not wait for the processes to end.
    boolean interrupted = Thread.interrupted();
    try {
      server.stop();
    } catch (KubeAPITestException e) {
      // A Ctrl-C in a terminal reaches the server and etcd too: then they have cleaned up already.
    } finally {
      remove(folder);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void remove(Path folder) {
    try {
      Utils.deleteDirectory(folder.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("The local API server's folder cannot be removed", e);
    }
  }
}
