package dev.deskwright.fault;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.X509KeyManager;

/** The API server behind a proxy, with the credentials that the operator itself is not given. */
final class Upstream implements AutoCloseable {

  /** A watch holds its connection, and an operator has many. */
  private static final int CONNECTIONS = 500;

  private static final Set<String> OF_THE_CONNECTION =
      Set.of("host", "connection", "upgrade", "transfer-encoding", "origin");

  private static final int LARGEST_NEWS = 4 * 1024 * 1024;

  private final HttpClient http;
  private final URI server;
  private final String token;

  Upstream(Vertx vertx, Config config) {
    this.server = URI.create(config.getMasterUrl());
    this.token = config.getAutoOAuthToken();
    this.http = vertx.createHttpClient(options(config));
  }

  private HttpClientOptions options(Config config) {
    boolean tls = "https".equals(server.getScheme());
    var options =
        new HttpClientOptions()
            .setMaxPoolSize(CONNECTIONS)
            .setMaxWebSockets(CONNECTIONS)
            .setMaxWebSocketFrameSize(LARGEST_NEWS)
            .setMaxWebSocketMessageSize(LARGEST_NEWS)
            .setSsl(tls);
    return tls ? withCredentials(options, config) : options;
  }

  private static HttpClientOptions withCredentials(HttpClientOptions options, Config config) {
    try {
      options.setVerifyHost(!config.isDisableHostnameVerification());
      var trust = SSLUtils.trustManagers(config);
      if (trust != null) {
        options.setTrustOptions(TrustOptions.wrap(trust[0]));
      }
      var keys = SSLUtils.keyManagers(config);
      if (keys != null) {
        options.setKeyCertOptions(KeyCertOptions.wrap((X509KeyManager) keys[0]));
      }
      return options;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the credentials of the API server cannot be used", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the credentials of the API server cannot be read", e);
    }
  }

  /** The same request, to be sent to the API server. */
  Future<HttpClientRequest> request(HttpServerRequest from) {
    var options =
        new RequestOptions()
            .setMethod(from.method())
            .setHost(server.getHost())
            .setPort(server.getPort())
            .setURI(from.uri());
    return http.request(options)
        .map(
            request -> {
              copy(from.headers(), request.headers());
              if (token != null && !token.isEmpty()) {
                request.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
              }
              return request;
            });
  }

  /** The same watch, to be opened at the API server. */
  @SuppressWarnings(
      "deprecation") // The client that is not deprecated needs all options of TLS again.
  Future<WebSocket> watch(HttpServerRequest from, String uri) {
    var options = new WebSocketConnectOptions();
    options.setHost(server.getHost()).setPort(server.getPort()).setURI(uri);
    from.headers()
        .forEach(
            (name, value) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))
                  && !name.toLowerCase(Locale.ROOT).startsWith("sec-websocket")) {
                options.addHeader(name, value);
              }
            });
    if (token != null && !token.isEmpty()) {
      options.putHeader("Authorization", "Bearer " + token);
    }
    return http.webSocket(options);
  }

  /** All but what belongs to one connection and not to the message. */
  static void copy(MultiMap from, MultiMap to) {
    from.forEach(
        (name, value) -> {
          if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Transfer-Encoding")) {
            to.add(name, value);
          }
        });
  }

  @Override
  public void close() {
    http.close();
  }
}
