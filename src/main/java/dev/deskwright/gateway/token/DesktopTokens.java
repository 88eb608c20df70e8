package dev.deskwright.gateway.token;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs tokens that let the gateway into one desktop's web server: {@code payload.signature}, each
 * base64url without padding. The payload is JSON with {@code aud}, the id of the WorkSpace, and
 * {@code exp}, seconds since 1970. The signature is ECDSA P-256 with SHA-256, in DER, over the
 * payload as it is in the token. A desktop knows the certificate only, so no desktop holds a
 * secret.
 */
public final class DesktopTokens {

  /** How long a token is good. */
  public static final Duration LIFETIME = Duration.ofSeconds(60);

  /** A token that is good for less than this is not handed out a second time. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  private static final String ALGORITHM = "SHA256withECDSA";

  /** Object identifiers of an EC public key and of the curve P-256, in DER. */
  private static final byte[] EC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");

  private static final byte[] P_256 = HexFormat.of().parseHex("06082a8648ce3d030107");

  private static final JsonMapper JSON = new JsonMapper();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Path keyFile;
  private final Path certificateFile;
  private final Clock clock;
  private final Map<String, Signed> signed = new ConcurrentHashMap<>();
  private volatile Pair pair;

  @SuppressWarnings("ArrayRecordComponent") // Pairs are told apart by who they are.
  private record Pair(String keyPem, String certificatePem, PrivateKey key, byte[] certificate) {}

  private record Signed(String token, Instant until, Pair by) {}

  private DesktopTokens(Path keyFile, Path certificateFile, Clock clock, Pair pair) {
    this.keyFile = keyFile;
    this.certificateFile = certificateFile;
    this.clock = clock;
    this.pair = pair;
  }

  /**
   * Reads the key pair.
   *
   * @param folder where a Secret of type kubernetes.io/tls is mounted: tls.key (PKCS#8 or SEC 1)
   *     and tls.crt
   * @throws IOException when the files cannot be read, or are no key pair on the curve P-256
   */
  public static DesktopTokens in(Path folder, Clock clock) throws IOException {
    Path keyFile = folder.resolve("tls.key");
    Path certificateFile = folder.resolve("tls.crt");
    return new DesktopTokens(keyFile, certificateFile, clock, read(keyFile, certificateFile));
  }

  /**
   * Reads the files anew, if they have changed; blocks. To be called now and then, from no event
   * loop.
   *
   * @return whether there is a new key pair
   * @throws IOException when the files cannot be used; the key pair before stays in force
   */
  public boolean reload() throws IOException {
    Instant now = clock.instant();
    signed.values().removeIf(each -> !each.until().isAfter(now));
    Pair current = pair;
    if (Files.readString(keyFile).equals(current.keyPem())
        && Files.readString(certificateFile).equals(current.certificatePem())) {
      return false;
    }
    pair = read(keyFile, certificateFile);
    return true;
  }

  /** The certificate as PEM, which is what the operator is to be given. */
  public String certificate() {
    return pair.certificatePem();
  }

  /** The same in DER. */
  public byte[] encodedCertificate() {
    return pair.certificate();
  }

  /** A token that is good for this WorkSpace, for 30 to 60 seconds. */
  public String sign(String workspaceId) {
    Instant now = clock.instant();
    Pair current = pair;
    Signed last = signed.get(workspaceId);
    if (last != null && last.by().equals(current) && last.until().isAfter(now.plus(FRESH))) {
      return last.token();
    }
    Instant until = now.plus(LIFETIME);
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("aud", workspaceId);
    payload.put("exp", until.getEpochSecond());
    try {
      String text = BASE64.encodeToString(JSON.writeValueAsBytes(payload));
      String token =
          text
              + "."
              + BASE64.encodeToString(
                  signature(current.key(), text.getBytes(StandardCharsets.US_ASCII)));
      signed.put(workspaceId, new Signed(token, until, current));
      return token;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the key signs nothing", e);
    }
  }

  private static byte[] signature(PrivateKey key, byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ALGORITHM);
    signature.initSign(key);
    signature.update(content);
    return signature.sign();
  }

  private static Pair read(Path keyFile, Path certificateFile) throws IOException {
    String keyPem = Files.readString(keyFile);
    String certificatePem = Files.readString(certificateFile);
    try {
      PrivateKey key =
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8(keyPem)));
      var certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(certificatePem.getBytes(StandardCharsets.UTF_8)));
      check(key, certificate);
      return new Pair(keyPem, certificatePem, key, certificate.getEncoded());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          keyFile
              + " and "
              + certificateFile
              + " are no key pair on the curve P-256 (PKCS#8 or SEC 1, and X.509, in PEM): "
              + e.getMessage(),
          e);
    }
  }

  private static void check(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    if (!(key instanceof ECKey ec) || ec.getParams().getOrder().bitLength() != 256) {
      throw new GeneralSecurityException("the key is on another curve");
    }
    byte[] sample = {1};
    Signature verifier = Signature.getInstance(ALGORITHM);
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(sample);
    if (!verifier.verify(signature(key, sample))) {
      throw new GeneralSecurityException("the certificate belongs to another key");
    }
  }

  private static byte[] pkcs8(String pem) throws GeneralSecurityException {
    Optional<byte[]> wrapped = der(pem, "PRIVATE KEY");
    if (wrapped.isPresent()) {
      return wrapped.get();
    }
    // As Helm and, unless told otherwise, cert-manager write it.
    byte[] bare =
        der(pem, "EC PRIVATE KEY")
            .orElseThrow(
                () -> new GeneralSecurityException("there is no PRIVATE KEY or EC PRIVATE KEY"));
    return sequence(
        HexFormat.of().parseHex("020100"), sequence(EC_KEY, P_256), element(0x04, bare));
  }

  private static Optional<byte[]> der(String pem, String what) {
    int begin = pem.indexOf("-----BEGIN " + what + "-----");
    int end = pem.indexOf("-----END " + what + "-----");
    return begin < 0 || end < begin
        ? Optional.empty()
        : Optional.of(Base64.getMimeDecoder().decode(pem.substring(pem.indexOf('\n', begin), end)));
  }

  private static byte[] sequence(byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    return element(0x30, content.toByteArray());
  }

  /** In DER, of less than 256 bytes, which no such key has more of. */
  private static byte[] element(int tag, byte[] content) {
    var element = new ByteArrayOutputStream();
    element.write(tag);
    if (content.length > 127) {
      element.write(0x81);
    }
    element.write(content.length);
    element.writeBytes(content);
    return element.toByteArray();
  }
}
