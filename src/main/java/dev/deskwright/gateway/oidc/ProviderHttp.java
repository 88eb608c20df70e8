package dev.deskwright.gateway.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Requests to a provider: over TLS only, to where it was said and nowhere else, for so long and for
 * so much and no more.
 */
final class ProviderHttp implements HTTPRequestSender, ResourceRetriever {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER = 256 << 10;

  private final HttpClient client;
  private final Duration limit;

  /**
   * Asks nobody yet.
   *
   * @param pem certificates of the authorities that are trusted; those that Java trusts if empty
   * @param limit for one whole answer
   */
  ProviderHttp(Optional<String> pem, Duration limit) {
    this.limit = limit;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit.compareTo(CONNECT) < 0 ? limit : CONNECT)
            .sslContext(trust(pem))
            .build();
  }

  private static SSLContext trust(Optional<String> pem) {
    try {
      var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(pem.isPresent() ? keyStore(pem.get()) : null);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trusted.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw NotVouched.unavailable("caCertificates cannot be used: " + e.getMessage());
    }
  }

  private static KeyStore keyStore(String pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(bytes)) {
      store.setCertificateEntry("ca-" + store.size(), each);
    }
    if (store.size() == 0) {
      throw new GeneralSecurityException("no certificate in it");
    }
    return store;
  }

  /** Reads a document. */
  String get(URI uri) throws IOException {
    HttpResponse<byte[]> answer =
        answer(HttpRequest.newBuilder(uri).header("Accept", "application/json").GET());
    if (answer.statusCode() != 200) {
      throw new IOException("%s answers with %d".formatted(uri, answer.statusCode()));
    }
    return text(answer);
  }

  /** Reads keys. */
  @Override
  public Resource retrieveResource(URL url) throws IOException {
    return new Resource(get(URI.create(url.toString())), "application/json");
  }

  /** Redeems a code. */
  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    var made = HttpRequest.newBuilder(request.getURI());
    request.getHeaderMap().forEach((name, values) -> values.forEach(v -> made.header(name, v)));
    made.method(
        request.getMethod().name(),
        request.getBody() == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(request.getBody()));
    HttpResponse<byte[]> answer = answer(made);
    var response = new HTTPResponse(answer.statusCode());
    answer
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> response.setHeader("Content-Type", type));
    response.setBody(text(answer));
    return response;
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> answer(HttpRequest.Builder request) throws IOException {
    HttpRequest built = request.timeout(limit).build();
    if (!"https".equals(built.uri().getScheme())) {
      throw new IOException("not an https address");
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(built, head -> new LimitedBody(LARGEST_ANSWER));
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(why(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no whole answer within %d ms".formatted(limit.toMillis()), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static String why(Throwable cause) {
    String message = cause.getMessage();
    return message != null ? message : cause.getClass().getSimpleName();
  }
}
