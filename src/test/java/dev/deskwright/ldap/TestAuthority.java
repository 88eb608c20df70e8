package dev.deskwright.ldap;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that signs servers' certificates, good ones and bad ones. */
final class TestAuthority {

  private final X500Name name;
  private final KeyPair keys;
  private final X509CertificateHolder certificate;

  /** A certificate and its key, as PEM files of these names. */
  record ServerFiles(Path certificate, Path key) {}

  TestAuthority(String commonName) {
    this.name = new X500Name("CN=" + commonName);
    this.keys = newKeys();
    Instant now = Instant.now();
    this.certificate =
        sign(
            name,
            keys,
            now.minus(Duration.ofDays(800)),
            now.plus(Duration.ofDays(800)),
            Extension.basicConstraints,
            new BasicConstraints(true));
  }

  String pem() {
    return pem(certificate);
  }

  /** Valid from two days ago until then. */
  ServerFiles issue(Path folder, Instant until, String... hosts) {
    GeneralName[] names =
        Arrays.stream(hosts)
            .map(
                host ->
                    new GeneralName(
                        Character.isDigit(host.charAt(0))
                            ? GeneralName.iPAddress
                            : GeneralName.dNSName,
                        host))
            .toArray(GeneralName[]::new);
    KeyPair serverKeys = newKeys();
    X509CertificateHolder issued =
        sign(
            new X500Name("CN=" + hosts[0]),
            serverKeys,
            until.minus(Duration.ofDays(400)),
            until,
            Extension.subjectAlternativeName,
            new GeneralNames(names));
    try {
      Files.createDirectories(folder);
      Path cert = Files.writeString(folder.resolve("server.pem"), pem(issued));
      Path key =
          Files.writeString(
              folder.resolve("server.key"),
              pem(new JcaPKCS8Generator(serverKeys.getPrivate(), null)));
      // Samba insists on it.
      key.toFile().setReadable(false, false);
      key.toFile().setWritable(false, false);
      key.toFile().setReadable(true, true);
      key.toFile().setWritable(true, true);
      return new ServerFiles(cert, key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private X509CertificateHolder sign(
      X500Name subject,
      KeyPair subjectKeys,
      Instant from,
      Instant until,
      org.bouncycastle.asn1.ASN1ObjectIdentifier extension,
      org.bouncycastle.asn1.ASN1Encodable value) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(64, new SecureRandom()),
                  Date.from(from),
                  Date.from(until),
                  subject,
                  subjectKeys.getPublic())
              .addExtension(extension, true, value);
      return builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Object thing) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(thing);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
