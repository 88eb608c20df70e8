package dev.deskwright.demo;

import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.cert.ManageCertificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that the demo makes for itself, for localhost, good for 30 days. */
public final class SelfSigned {

  private static final String ALIAS = "server";

  private final Path keyStore;
  private final String password;

  private SelfSigned(Path keyStore, String password) {
    this.keyStore = keyStore;
    this.password = password;
  }

  /**
   * Makes a key and its certificate in a folder that nobody else can read.
   *
   * @throws IOException if that fails
   */
  public static SelfSigned in(Path folder, String organization) throws IOException {
    String password = new BigInteger(160, new SecureRandom()).toString(36);
    Path keyStore = folder.resolve("certificate.p12");
    ResultCode result =
        ManageCertificates.main(
            new ByteArrayInputStream(new byte[0]),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            "generate-self-signed-certificate",
            "--keystore",
            keyStore.toString(),
            "--keystore-password",
            password,
            "--keystore-type",
            "PKCS12",
            "--alias",
            ALIAS,
            "--subject-dn",
            "CN=localhost,O=" + organization,
            "--subject-alternative-name-dns",
            "localhost",
            "--subject-alternative-name-ip-address",
            "127.0.0.1",
            "--days-valid",
            "30");
    if (!result.equals(ResultCode.SUCCESS)) {
      throw new IOException("no certificate for localhost: " + result.getName());
    }
    return new SelfSigned(keyStore, password);
  }

  Path keyStore() {
    return keyStore;
  }

  String alias() {
    return ALIAS;
  }

  String password() {
    return password;
  }

  /** The certificate as PEM. */
  String certificate() throws IOException {
    try {
      return pem("CERTIFICATE", open().getCertificate(ALIAS).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate for localhost cannot be read", e);
    }
  }

  /**
   * Trust in this certificate, and in no other.
   *
   * @throws IOException if the certificate cannot be read
   */
  public SSLContext trust() throws IOException {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      KeyStore one = KeyStore.getInstance("PKCS12");
      one.load(null, null);
      one.setCertificateEntry(ALIAS, open().getCertificate(ALIAS));
      trust.init(one);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate for localhost cannot be trusted", e);
    }
  }

  /**
   * Writes tls.crt and tls.key beside the key store, as a kubernetes.io/tls Secret has them.
   *
   * @return their folder
   * @throws IOException if that fails
   */
  public Path writeTls() throws IOException {
    Path folder = keyStore.resolveSibling("tls");
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      byte[] key = open().getKey(ALIAS, password.toCharArray()).getEncoded();
      Files.writeString(folder.resolve("tls.key"), pem("PRIVATE KEY", key));
    } catch (GeneralSecurityException e) {
      throw new IOException("the key for localhost cannot be read", e);
    }
    Files.writeString(folder.resolve("tls.crt"), certificate());
    return folder;
  }

  private KeyStore open() throws GeneralSecurityException, IOException {
    return KeyStore.getInstance(keyStore.toFile(), password.toCharArray());
  }

  private static String pem(String title, byte[] content) {
    var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(title, lines.encodeToString(content), title)
        .replace("\r", "");
  }
}
