package dev.deskwright.directory.simplead;

import com.unboundid.asn1.ASN1BitString;
import com.unboundid.asn1.ASN1Boolean;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1ObjectIdentifier;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.PKCS8PrivateKey;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes a certificate authority, and certificates that it signs (RFC 5280). */
final class Certificates {

  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  private static final Duration SERVER_LIFE = Duration.ofDays(365);

  /** Clocks differ: a certificate counts a little before it is made. */
  private static final Duration SLACK = Duration.ofHours(1);

  private static final int KEY_BITS = 3072;
  private static final SignatureAlgorithmIdentifier SIGNED_BY =
      SignatureAlgorithmIdentifier.SHA_256_WITH_RSA;

  private static final OID BASIC_CONSTRAINTS = new OID("2.5.29.19");
  private static final OID KEY_USAGE = new OID("2.5.29.15");
  private static final OID EXTENDED_KEY_USAGE = new OID("2.5.29.37");
  private static final OID SUBJECT_ALTERNATIVE_NAME = new OID("2.5.29.17");
  private static final OID SERVER_AUTHENTICATION = new OID("1.3.6.1.5.5.7.3.1");

  private static final byte DNS_NAME = (byte) 0x82;
  private static final byte IP_ADDRESS = (byte) 0x87;

  private Certificates() {}

  /** A certificate and its key, both as PEM. */
  record Pair(String certificate, String key) {}

  static Pair authority(String name, Instant now) {
    try {
      KeyPair keys = keys();
      var certificate =
          X509Certificate.generateSelfSignedCertificate(
              SIGNED_BY,
              keys,
              new DN(new RDN("CN", name)),
              now.minus(SLACK).toEpochMilli(),
              now.plus(AUTHORITY_LIFE).toEpochMilli(),
              extension(BASIC_CONSTRAINTS, true, new ASN1Sequence(new ASN1Boolean(true))),
              // keyCertSign and cRLSign
              extension(KEY_USAGE, true, bits(false, false, false, false, false, true, true)));
      return pair(certificate, keys);
    } catch (CertException e) {
      throw new IllegalStateException("a certificate authority cannot be made", e);
    }
  }

  /**
   * A server's certificate.
   *
   * @param names DNS names and IP addresses; the first is the subject's
   */
  static Pair server(Pair authority, List<String> names, Instant now) {
    try {
      KeyPair keys = keys();
      ASN1Element[] info = ASN1Sequence.decodeAsSequence(keys.getPublic().getEncoded()).elements();
      var certificate =
          X509Certificate.generateIssuerSignedCertificate(
              SIGNED_BY,
              certificate(authority.certificate()),
              key(authority.key()),
              PublicKeyAlgorithmIdentifier.RSA.getOID(),
              ASN1Sequence.decodeAsSequence(info[0]).elements()[1],
              ASN1BitString.decodeAsBitString(info[1]),
              null,
              new DN(new RDN("CN", names.get(0))),
              now.minus(SLACK).toEpochMilli(),
              now.plus(SERVER_LIFE).toEpochMilli(),
              // digitalSignature and keyEncipherment
              extension(KEY_USAGE, true, bits(true, false, true)),
              extension(
                  EXTENDED_KEY_USAGE,
                  false,
                  new ASN1Sequence(new ASN1ObjectIdentifier(SERVER_AUTHENTICATION))),
              extension(SUBJECT_ALTERNATIVE_NAME, false, alternativeNames(names)));
      return pair(certificate, keys);
    } catch (CertException | ASN1Exception | GeneralSecurityException e) {
      throw new IllegalStateException("a certificate cannot be made", e);
    }
  }

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  private static Pair pair(X509Certificate certificate, KeyPair keys) throws CertException {
    return new Pair(
        certificate.toPEMString(),
        new PKCS8PrivateKey(keys.getPrivate().getEncoded()).toPEMString());
  }

  private static X509Certificate certificate(String pem) throws CertException {
    return new X509Certificate(Pem.decoded(pem));
  }

  private static PrivateKey key(String pem) throws CertException, GeneralSecurityException {
    return new PKCS8PrivateKey(Pem.decoded(pem)).toPrivateKey();
  }

  private static X509CertificateExtension extension(OID name, boolean critical, ASN1Element value) {
    return new X509CertificateExtension(name, critical, value.encode());
  }

  private static ASN1Element bits(boolean... bits) {
    return new ASN1BitString(bits);
  }

  private static ASN1Element alternativeNames(List<String> names) {
    List<ASN1Element> elements = new ArrayList<>();
    for (String name : names) {
      elements.add(
          isAddress(name)
              ? new ASN1OctetString(IP_ADDRESS, address(name))
              : new ASN1OctetString(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII)));
    }
    return new ASN1Sequence(elements);
  }

  private static boolean isAddress(String name) {
    return name.contains(":") || name.matches("[0-9.]+");
  }

  private static byte[] address(String literal) {
    try {
      return InetAddress.getByName(literal).getAddress(); // a literal asks no name server
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal + " is not an address", e);
    }
  }
}
