package dev.deskwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskwright.api.v1alpha1.Protocol;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link GatewayServer} as a process, and what it says of itself. */
final class GatewayProcess implements AutoCloseable {

  private final Vertx vertx;
  private final Process process;
  private final int port;
  private final boolean tls;

  GatewayProcess(Vertx vertx, int desktop, Protocol.Name protocol, boolean tls) throws IOException {
    this.vertx = vertx;
    this.tls = tls;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC"));
    String more = System.getProperty("bench.gateway.options", "");
    if (!more.isEmpty()) {
      command.addAll(List.of(more.split(" ", -1)));
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            GatewayServer.class.getName(),
            Integer.toString(desktop),
            protocol.name(),
            Boolean.toString(tls)));
    process =
        new ProcessBuilder(command).redirectError(new File("target/bench-gateway.log")).start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    port = Integer.parseInt(out.readLine());
  }

  int port() {
    return port;
  }

  boolean tls() {
    return tls;
  }

  /**
   * Its figures.
   *
   * @param collect whether it collects its garbage first
   */
  JsonNode stats(boolean collect) throws IOException {
    var client =
        vertx.createHttpClient(
            new HttpClientOptions().setSsl(tls).setTrustAll(true).setVerifyHost(false));
    var body =
        client
            .request(HttpMethod.GET, port, "127.0.0.1", collect ? "/stats?gc" : "/stats")
            .compose(request -> request.send())
            .compose(response -> response.body())
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(60, TimeUnit.SECONDS)
            .join();
    client.close();
    return new ObjectMapper().readTree(body.getBytes());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
