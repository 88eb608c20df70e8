package dev.deskwright.gateway.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.deskwright.demo.SelfSigned;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A provider of OpenID Connect that a test plays: it does as one must, or as it must not. */
final class FakeProvider implements AutoCloseable {

  static final String CLIENT_ID = "deskwright";
  static final String SECRET = "of the provider: & the gateway";

  /** How it signs. */
  enum Signature {
    RS256,
    PS256,
    ES256,
    NONE,
    HS256_WITH_PUBLIC_KEY,
    HS256_WITH_SECRET,
    FORGED
  }

  private record Code(Map<String, String> asked, String user) {}

  private final Vertx vertx = Vertx.vertx();
  private final String certificate;
  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final AtomicInteger serial = new AtomicInteger();
  private HttpServer server;
  private String issuer;
  private RSAKey key;
  private final ECKey ecKey;

  volatile Signature signature = Signature.RS256;
  volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
  volatile UnaryOperator<JsonObject> description = UnaryOperator.identity();
  volatile boolean takesCodesTwice;
  volatile boolean silent;
  volatile int status = 200;
  volatile Optional<String> padded = Optional.empty();
  volatile String lastIdToken = "";

  private FakeProvider(Path folder) throws IOException, JOSEException {
    Path tls = SelfSigned.in(folder, "Fake provider").writeTls();
    certificate = Files.readString(tls.resolve("tls.crt"));
    ecKey = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    changeKey();
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(tls.resolve("tls.crt").toString())
                            .setKeyPath(tls.resolve("tls.key").toString())))
            .requestHandler(this::answer)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    // Another site than the gateway's, which is at localhost.
    issuer = "https://127.0.0.1:" + server.actualPort() + "/realms/test";
  }

  static FakeProvider start(Path folder) throws IOException, JOSEException {
    return new FakeProvider(folder);
  }

  String issuer() {
    return issuer;
  }

  String certificate() {
    return certificate;
  }

  /** Signs with another key from now on, and tells no more of the last. */
  void changeKey() throws JOSEException {
    key = new RSAKeyGenerator(2048).keyID("key-" + serial.incrementAndGet()).generate();
  }

  /** Does as a provider must, again. */
  void behave() {
    signature = Signature.RS256;
    claims = UnaryOperator.identity();
    description = UnaryOperator.identity();
    takesCodesTwice = false;
    silent = false;
    status = 200;
    padded = Optional.empty();
  }

  /** The user signs in at it: where it sends the browser back to. */
  String signIn(String location, String user) {
    Map<String, String> asked = query(URI.create(location).getRawQuery());
    String code = "code-" + UUID.randomUUID();
    codes.put(code, new Code(asked, user));
    return "/oidc/callback?code=%s&state=%s&iss=%s"
        .formatted(code, asked.get("state"), URLEncoder.encode(issuer, StandardCharsets.UTF_8));
  }

  static Map<String, String> query(String raw) {
    return Stream.of(raw.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private void answer(HttpServerRequest request) {
    if (silent) {
      return;
    }
    if (status != 200) {
      request.response().setStatusCode(status).end();
    } else if (request.path().endsWith("/.well-known/openid-configuration")) {
      json(request, 200, description.apply(description()));
    } else if (request.path().endsWith("/keys")) {
      JWK ec = ecKey.toPublicJWK();
      json(request, 200, new JsonObject(new JWKSet(List.of(key.toPublicJWK(), ec)).toString()));
    } else if (request.path().endsWith("/authorize")) {
      Map<String, String> asked = query(request.query());
      String there = asked.get("redirect_uri").replace("/oidc/callback", "");
      request
          .response()
          .setStatusCode(303)
          .putHeader("Location", there + signIn("https://localhost/?" + request.query(), "alice"))
          .end();
    } else {
      request.bodyHandler(body -> redeem(request, query(body.toString())));
    }
  }

  private JsonObject description() {
    return new JsonObject()
        .put("issuer", issuer)
        .put("authorization_endpoint", issuer + "/authorize")
        .put("token_endpoint", issuer + "/token")
        .put("jwks_uri", issuer + "/keys")
        .put("response_types_supported", new JsonArray().add("code"))
        .put("subject_types_supported", new JsonArray().add("public"))
        .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"))
        .put("authorization_response_iss_parameter_supported", true);
  }

  private void redeem(HttpServerRequest request, Map<String, String> form) {
    Code code = takesCodesTwice ? codes.get(form.get("code")) : codes.remove(form.get("code"));
    if (code == null
        || !isClient(request)
        || !form.get("grant_type").equals("authorization_code")
        || !form.get("redirect_uri").equals(code.asked().get("redirect_uri"))
        || !challenge(form.get("code_verifier")).equals(code.asked().get("code_challenge"))) {
      json(request, 400, new JsonObject().put("error", "invalid_grant"));
      return;
    }
    var accessToken = new BearerAccessToken();
    try {
      lastIdToken = idToken(code, accessToken);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    JsonObject answer =
        new JsonObject()
            .put("access_token", accessToken.getValue())
            .put("token_type", "Bearer")
            .put("id_token", lastIdToken);
    padded.ifPresent(padding -> answer.put("padding", padding));
    json(request, 200, answer);
  }

  private static boolean isClient(HttpServerRequest request) {
    String client = CLIENT_ID + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    String basic = Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
    return ("Basic " + basic).equals(request.getHeader("Authorization"));
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String idToken(Code code, BearerAccessToken accessToken) throws JOSEException {
    Instant now = Instant.now();
    JWSAlgorithm algorithm = algorithm();
    JWTClaimsSet.Builder made =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject("subject of " + code.user())
            .audience(CLIENT_ID)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", code.asked().get("nonce"))
            .claim("preferred_username", code.user())
            .claim(
                "at_hash", AccessTokenHash.compute(accessToken, algorithm, Curve.P_256).getValue());
    return signed(claims.apply(made).build(), algorithm);
  }

  private JWSAlgorithm algorithm() {
    return switch (signature) {
      case ES256 -> JWSAlgorithm.ES256;
      case PS256 -> JWSAlgorithm.PS256;
      case HS256_WITH_PUBLIC_KEY, HS256_WITH_SECRET -> JWSAlgorithm.HS256;
      default -> JWSAlgorithm.RS256;
    };
  }

  private String signed(JWTClaimsSet set, JWSAlgorithm algorithm) throws JOSEException {
    if (signature == Signature.NONE) {
      return new PlainJWT(set).serialize();
    }
    String keyId = signature == Signature.ES256 ? ecKey.getKeyID() : key.getKeyID();
    var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), set);
    jwt.sign(signer());
    return jwt.serialize();
  }

  private JWSSigner signer() throws JOSEException {
    return switch (signature) {
      case ES256 -> new ECDSASigner(ecKey);
      case HS256_WITH_PUBLIC_KEY -> new MACSigner(key.toRSAPublicKey().getEncoded());
      case HS256_WITH_SECRET -> new MACSigner((SECRET + SECRET).getBytes(StandardCharsets.UTF_8));
      case FORGED -> new RSASSASigner(new RSAKeyGenerator(2048).generate());
      default -> new RSASSASigner(key);
    };
  }

  private static void json(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.encode());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
