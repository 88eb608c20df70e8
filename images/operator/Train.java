import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.deskwright.fixture.People;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Makes the operator's AOT cache: runs it as the image does, from its start over one desktop to its
 * stop, against an API server and an LDAP server in memory. This too runs inside the image, since a
 * cache fits one Java runtime and one class path: {@code java -cp CLASSES:LIBS Train CACHE
 * FOLDER...}
 */
public final class Train {

  private static final Path APP = Path.of("/app");
  private static final String NAMESPACE = "training";
  private static final String CACHE_FLAG = "-XX:AOTCache=";

  private final People people = new People();
  private final KubernetesMockServer server = server();
  private final KubernetesClient client = client();
  private final int port = freePort();
  private final Path cache;
  private Process operator;

  private Train(Path cache) throws IOException {
    this.cache = cache;
  }

  public static void main(String[] args) throws Exception {
    // What counts is what the operator says, not the server that it talks to.
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    LogManager.getLogManager().reset();
    var train = new Train(Path.of(args[0]));
    for (String folder : List.of(args).subList(1, args.length)) {
      train.create(Path.of(folder));
    }
    train.createDirectory();
    // The server's threads would keep this program alive.
    try {
      train.run();
      System.exit(0);
    } catch (IllegalStateException e) {
      System.err.println("train: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run() throws Exception {
    operator = start();
    try {
      await("the operator is ready", this::isReady);
      await("the desktop has its pod and volumes", this::hasPodAndClaims);
      beKubelet();
      await("the desktop is AVAILABLE", this::isAvailable);
      request("/metrics");
      operator.destroy();
      // After its own end it goes on to write the cache.
      if (!operator.waitFor(2, TimeUnit.MINUTES) || !Files.exists(cache)) {
        throw new IllegalStateException("the operator left no cache");
      }
    } finally {
      operator.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Over TLS, as every API server speaks, so that those classes are in the cache. */
  private static KubernetesMockServer server() {
    Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
    var server =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            responses,
            new KubernetesMixedDispatcher(responses),
            true);
    server.init(InetAddress.getLoopbackAddress(), 0);
    // Before it takes part in a leader election, the operator asks whether it may.
    server
        .expect()
        .post()
        .withPath("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews")
        .andReturn(HttpURLConnection.HTTP_CREATED, mayDoAll())
        .always();
    return server;
  }

  private static SelfSubjectRulesReview mayDoAll() {
    return new SelfSubjectRulesReviewBuilder()
        .withNewStatus()
        .addNewResourceRule()
        .withApiGroups("*")
        .withResources("*")
        .withVerbs("*")
        .endResourceRule()
        .endStatus()
        .build();
  }

  private KubernetesClient client() {
    var config =
        new ConfigBuilder()
            .withMasterUrl(server.url("/"))
            .withTrustCerts(true)
            .withHttp2Disable(true)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private void create(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        try (InputStream text = Files.newInputStream(file)) {
          client.load(text).items().forEach(object -> client.resource(object).create());
        }
      }
    }
  }

  /** Without the user there is no desktop. */
  private void createDirectory() {
    people.add("training");
    people.access(client, NAMESPACE);
    client.resource(people.directory()).inNamespace(NAMESPACE).create();
  }

  /** The image's own command, but that it writes the cache instead of using it. */
  private Process start() throws IOException {
    List<String> command = new ArrayList<>(List.of("java"));
    for (String option : Files.readAllLines(APP.resolve("jvm-options"))) {
      command.add(option.startsWith(CACHE_FLAG) ? "-XX:AOTCacheOutput=" + cache : option);
    }
    command.removeIf(option -> option.startsWith("#"));
    // Which classes of which library cannot be cached is nothing that we can change.
    command.add("-Xlog:aot=error");
    command.addAll(List.of("-cp", "@" + APP.resolve("jib-classpath-file")));
    command.add(Files.readString(APP.resolve("jib-main-class-file")).strip());
    command.add("operator");
    var builder = new ProcessBuilder(command).inheritIO();
    builder
        .environment()
        .putAll(
            Map.of(
                "KUBERNETES_MASTER", server.url("/"),
                "KUBERNETES_TRUST_CERTIFICATES", "true",
                "DESKWRIGHT_HTTP_PORT", Integer.toString(port),
                "DESKWRIGHT_LEADER_ELECTION", "true",
                "DESKWRIGHT_LEADER_ELECTION_NAMESPACE", NAMESPACE));
    return builder.start();
  }

  private void await(String what, BooleanSupplier isSo) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    while (!isSo.getAsBoolean()) {
      if (!operator.isAlive()) {
        throw new IllegalStateException(
            "the operator ended with code " + operator.exitValue() + " before " + what);
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("two minutes went by before " + what);
      }
      Thread.sleep(100);
    }
  }

  private boolean isReady() {
    try {
      return request("/livez") && request("/readyz");
    } catch (IOException notListening) {
      return false;
    }
  }

  private boolean request(String path) throws IOException {
    var url = URI.create("http://127.0.0.1:" + port + path).toURL();
    var connection = (HttpURLConnection) url.openConnection();
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      connection.disconnect();
    }
  }

  private boolean hasPodAndClaims() {
    return client.pods().inNamespace(NAMESPACE).list().getItems().size() == 1
        && client.persistentVolumeClaims().inNamespace(NAMESPACE).list().getItems().size() == 2;
  }

  private void beKubelet() {
    for (PersistentVolumeClaim claim :
        client.persistentVolumeClaims().inNamespace(NAMESPACE).list().getItems()) {
      claim.setStatus(new PersistentVolumeClaimStatusBuilder().withPhase("Bound").build());
      client.resource(claim).updateStatus();
    }
    Pod pod = client.pods().inNamespace(NAMESPACE).list().getItems().get(0);
    pod.setStatus(
        new PodStatusBuilder()
            .withPhase("Running")
            .withPodIP("192.0.2.1")
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .build());
    client.resource(pod).updateStatus();
  }

  private boolean isAvailable() {
    GenericKubernetesResource workSpace =
        client
            .genericKubernetesResources("deskwright.dev/v1alpha1", "WorkSpace")
            .inNamespace(NAMESPACE)
            .list()
            .getItems()
            .get(0);
    return "AVAILABLE".equals(workSpace.get("status", "state"));
  }
}
