package dev.deskwright.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskwright.api.v1alpha1.WorkSpaceSpec;
import dev.deskwright.gateway.defence.Defences;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no single defence holds off, but the way in which the gateway is made. */
class HostileRequestsTest {

  private static TestCluster cluster;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    cluster = TestCluster.start();
    gateway = TestGateway.start(cluster, Defences.ALL);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/%2f..",
        "/\\evil.example",
        "/desktops/..;/api/v1/fleet",
        "/desktops/%2e%2e/%2e%2e/etc/passwd/rfb",
        "/api/v1/..%2f..%2fapplication.properties",
        "/api/v1/workspaces/..%2f..%2fsession",
        "/%00",
        "/index.html%00.js",
        "/Index.html",
        "/.html",
        "/dev/deskwright/gateway/Gateway.class"
      })
  void aPathThatIsNoneLeadsNowhere(String path) throws IOException {
    TestAnswer answer = gateway.browser().signIn("alice").get(path);
    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.header("location")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT", "OPTIONS", "PUT", "PROPFIND", "get"})
  void otherMethodsAreNotAnswered(String method) throws IOException {
    TestAnswer answer = gateway.browser().with("X-Secret", "echo").send(method, "/", null);
    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain("echo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: +2",
        "Content-Length: 2, 3",
        "Content-Length: -1",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: chunked\r\nContent-Length: 2",
        "Transfer-Encoding : chunked",
        "X: y\r\n Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Content-Length : 2"
      })
  void aRequestThatCanBeReadInTwoWaysIsRefusedAndNothingBehindItRead(String headers)
      throws IOException {
    try (TestSocket socket = gateway.browser().open()) {
      socket.write(
          "POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\n\r\n{}"
              .formatted(gateway.port(), headers));
      assertThat(socket.answer().status()).isEqualTo(400);
      assertThat(socket.endsWithin(Duration.ofSeconds(5))).isTrue();
    }
  }

  @Test
  void aHeadHasNoBody() throws IOException {
    try (TestSocket socket = gateway.browser().open()) {
      socket.write(
          "HEAD / HTTP/1.1\r\nHost: localhost:%1$d\r\n\r\n".formatted(gateway.port())
              + "GET /favicon.none HTTP/1.1\r\nHost: localhost:%1$d\r\n\r\n"
                  .formatted(gateway.port()));
      assertThat(socket.answerHead().status()).isEqualTo(200);
      assertThat(socket.answer().status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"userName\": \"bob\", \"userName\": \"alice\", \"password\": \"x\"}",
        "{\"userName\": [\"alice\"], \"password\": \"x\"}",
        "{\"userName\": \"alice\", \"password\": \"x\", \"administrator\": true}",
        "{\"userName\": \"alice\", \"password\": \"x\"} {}",
        "null",
        ""
      })
  void aBodyThatIsNotAsDescribedIsRefused(String body) throws IOException {
    assertThat(gateway.browser().send("POST", "/api/v1/sign-in", body).code())
        .isEqualTo("BadRequest");
  }

  @Test
  void nothingIsChangedThatTheApiDoesNotName() throws IOException {
    TestBrowser alice = gateway.browser(TestGateway.SELF_SERVICE).signIn("alice");
    String path = "/api/v1/workspaces/%s/properties".formatted(cluster.id("alice-self"));
    for (String field : new String[] {"userName", "directoryRef", "bundleRef", "suspended"}) {
      String body = "{\"runningMode\": \"AutoStop\", \"%s\": \"mallory\"}".formatted(field);
      assertThat(alice.send("PATCH", path, body).code()).isEqualTo("BadRequest");
    }
  }

  @Test
  void whatWasSentIsNotSentBack() throws IOException {
    TestAnswer answer =
        gateway.browser().tryToSignIn("<script>alert(1)</script>\r\nSet-Cookie: a=b", "wrong");
    assertThat(answer.body()).doesNotContain("script");
    assertThat(answer.headers("set-cookie")).isEmpty();
    assertThat(answer.header("server")).isEmpty();
  }

  @Test
  void withoutTlsThereIsNothing() throws IOException {
    try (TestSocket socket = TestSocket.openPlain("127.0.0.1", gateway.port())) {
      socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(socket.endsWithin(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void aUserIsTheSameHoweverTheNameIsWritten() throws IOException {
    TestBrowser alice = gateway.browser();
    assertThat(alice.tryToSignIn(" ALICE ", TestCluster.password("alice")).status()).isEqualTo(200);
    assertThat(alice.get("/api/v1/session").json().path("userName").asText()).isEqualTo("alice");
  }

  @Test
  void aConnectionToADesktopStandsLongerThanARequestMayTake() throws IOException {
    TestBrowser alice = gateway.browser().signIn("alice");
    try (TestWebSocket desktop = alice.connect(cluster.id("alice"))) {
      desktop.handshake();
      assertThat(desktop.closesWithin(Duration.ofSeconds(12))).isFalse();
    }
  }

  /** As an administrator signs a user out, whose name the WorkSpace writes in another way. */
  @Test
  void aUserIsSignedOutHoweverTheNameIsWritten() throws IOException {
    TestBrowser mallory = gateway.browser().signIn("mallory");
    cluster
        .workspace("mallory")
        .edit(
            ws -> {
              ws.getMetadata().getAnnotations().put("deskwright.dev/sign-out", "1");
              ws.setSpec(
                  Serialization.unmarshal(
                      """
                      userName: Mallory@CORP.example.com
                      directoryRef: {name: corp}
                      bundleRef: {name: standard}
                      """,
                      WorkSpaceSpec.class));
              return ws;
            });
    await().until(() -> !mallory.isSignedIn());
  }
}
