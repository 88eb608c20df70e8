package dev.deskwright.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.DeskwrightOperator;
import dev.deskwright.api.v1alpha1.Condition;
import dev.deskwright.api.v1alpha1.ConditionType;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.config.ConfigException;
import dev.deskwright.directory.LdapDirectories;
import dev.deskwright.directory.simplead.SimpleAdConnection;
import dev.deskwright.kernel.Conditions;
import dev.deskwright.ldap.Account;
import dev.deskwright.ldap.Authentication;
import dev.deskwright.ldap.DirectoryUnavailable;
import dev.deskwright.ldap.LdapDirectory;
import dev.deskwright.ldap.LdapEnvironment;
import dev.deskwright.ldap.LdapObserver;
import dev.deskwright.telemetry.Component;
import dev.deskwright.telemetry.Meters;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * A real domain on a real node: one of its two servers is killed and loses its volume, people sign
 * in all the same, and it comes back and has what happened in the meantime. The node has to be this
 * machine, so that the addresses of Services can be reached, and to have the directory's image.
 */
@EnabledIfEnvironmentVariable(
    named = "KUBECONFIG",
    matches = ".+",
    disabledReason = "This test needs a cluster: set KUBECONFIG to one that may be written to")
class RealDirectoryTest {

  private static final String IMAGE = "deskwright/directory:0.1.0";
  private static final String PASSWORD = "Wonder-land.42";
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private static final String DIRECTORY =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: Directory
      metadata: {name: corp}
      spec:
        type: SimpleAD
        domainName: corp.example.com
        simpleAd:
          volumeSizeGib: 1
          deletionPolicy: Delete
          firstUsers:
          - {userName: alice, displayName: Alice, groups: [designers]}
      """;

  private static GivenCluster cluster;
  private static KubernetesClient client;
  private static KubernetesClient operatorClient;
  private static DeskwrightOperator operator;

  @BeforeAll
  static void start() throws IOException, ConfigException {
    cluster = GivenCluster.open("directory");
    client = cluster.client();
    if (RealNode.with(client, IMAGE).isEmpty()) {
      String reason = "It needs a cluster with a node that is this machine and has " + IMAGE;
      System.out.println("Skipped RealDirectoryTest. " + reason);
      Assumptions.abort(reason);
    }
    operatorClient = new KubernetesClientBuilder().withConfig(cluster.connection()).build();
    operator =
        new DeskwrightOperator(
            cluster.operatorConfig(),
            operatorClient,
            Clock.systemUTC(),
            Meters.registry(Component.OPERATOR),
            new LdapDirectories(operatorClient, Clock.systemUTC(), LdapObserver.NONE));
    operator.start();
  }

  @AfterAll
  static void stop() {
    if (operator != null) {
      cluster.deleteAll();
      await()
          .atMost(LIMIT)
          .until(() -> client.persistentVolumeClaims().list().getItems().isEmpty());
      operator.close();
      operatorClient.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void oneServerIsLost_peopleSignIn_andItComesBackWithWhatItMissed() {
    Instant begin = Instant.now();
    client.resource(DIRECTORY).create();
    await("the first server").atMost(LIMIT).until(() -> isReady("corp-dc1-0"));
    took("made", begin);
    await("the second server").atMost(LIMIT).until(() -> isReady("corp-dc2-0"));
    took("joined", begin);
    await("a Directory that is reached").atMost(LIMIT).until(RealDirectoryTest::isReachable);
    took("reachable", begin);

    try (var both = open("corp-dc1", "corp-dc2");
        var dc1 = open("corp-dc1");
        var dc2 = open("corp-dc2")) {
      assertThat(both.authenticate("alice", firstPassword()))
          .isEqualTo(Authentication.PASSWORD_MUST_CHANGE);
      assertThat(both.membersOf("designers")).contains("alice");
      create("corp-dc1-0", "bob");
      await("replication").atMost(LIMIT).until(() -> knows(dc2, "bob"));

      Instant killed = loseFirstServer();
      assertThat(both.authenticate("bob", PASSWORD.toCharArray()))
          .isEqualTo(Authentication.ACCEPTED);
      took("sign-in with one server", killed);
      create("corp-dc2-0", "carol");

      await("a new volume").atMost(LIMIT).until(() -> cluster.hasClaim("state-corp-dc1-0"));
      await("the first server, again").atMost(LIMIT).until(() -> isReady("corp-dc1-0"));
      took("rebuilt", killed);
      await("what it missed").atMost(LIMIT).until(() -> knows(dc1, "carol"));
      Instant created = Instant.now();
      create("corp-dc1-0", "dave");
      await("replication from it").atMost(LIMIT).until(() -> knows(dc2, "dave"));
      took("replication from the rebuilt server", created);
    }
    assertThat(log("corp-dc1-0") + log("corp-dc2-0"))
        .doesNotContain(secret("corp-directory", "password"), new String(firstPassword()));
  }

  /** The pod is killed and its volume is gone. */
  private static Instant loseFirstServer() {
    client.persistentVolumeClaims().withName("state-corp-dc1-0").delete();
    client.pods().withName("corp-dc1-0").withGracePeriod(0).delete();
    return Instant.now();
  }

  private static void took(String what, Instant since) {
    System.out.printf(
        "RealDirectoryTest: %s after %.1f s%n",
        what, Duration.between(since, Instant.now()).toMillis() / 1000.0);
  }

  private static void create(String pod, String user) {
    RealNode.run(
        client, pod, "directory", "samba-tool user create %s %s".formatted(user, PASSWORD));
  }

  private static String log(String pod) {
    return client.pods().withName(pod).inContainer("directory").getLog();
  }

  /** The other server starts again once when a lost one has come back. */
  private static boolean knows(LdapDirectory server, String user) {
    try {
      return server.find(List.of(user)).get(user) instanceof Account.Active;
    } catch (DirectoryUnavailable e) {
      return false;
    }
  }

  private static boolean isReady(String pod) {
    var found = client.pods().withName(pod).get();
    return found != null
        && found.getMetadata().getDeletionTimestamp() == null
        && client.pods().withName(pod).isReady();
  }

  private static boolean isReachable() {
    return Conditions.find(
            Conditions.of(client.resources(Directory.class).withName("corp").get()),
            ConditionType.Reachable)
        .map(Condition::reason)
        .filter("Reachable"::equals)
        .isPresent();
  }

  private static LdapDirectory open(String... services) {
    var addresses =
        List.of(services).stream()
            .map(name -> client.services().withName(name).get().getSpec().getClusterIP())
            .toList();
    var directory = client.resources(Directory.class).withName("corp").get();
    return new LdapDirectory(
        SimpleAdConnection.settings(directory, addresses, key -> secret("corp-directory", key)),
        LdapEnvironment.of(Clock.systemUTC()));
  }

  private static char[] firstPassword() {
    Map<?, ?> first =
        (Map<?, ?>)
            client
                .getKubernetesSerialization()
                .unmarshal(secret("corp-first-users", "users.json"), List.class)
                .get(0);
    return String.valueOf(first.get("password")).toCharArray();
  }

  private static String secret(String name, String key) {
    String value = client.secrets().withName(name).get().getData().get(key);
    return new String(Base64.getDecoder().decode(value), UTF_8);
  }
}
