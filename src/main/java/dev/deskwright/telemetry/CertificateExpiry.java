package dev.deskwright.telemetry;

import static java.util.stream.Collectors.joining;

import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.X509Certificate;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells when a certificate expires. */
public final class CertificateExpiry {

  private CertificateExpiry() {}

  /**
   * Adds the gauge of one certificate, which shows no number while there is none.
   *
   * @param name as the metric's label has it, for example {@code gateway-tls}
   * @param current the certificate in use at each moment, in DER; null for none
   */
  public static void watch(MeterRegistry meters, String name, Supplier<byte[]> current) {
    Meters.gauge(
        meters,
        Metric.CERTIFICATE_EXPIRY_TIMESTAMP_SECONDS,
        current,
        certificate -> seconds(certificate.get()),
        name);
  }

  /**
   * The same for one that never changes.
   *
   * @param pem the certificate, as PEM (RFC 7468)
   */
  public static void watch(MeterRegistry meters, String name, String pem) {
    byte[] encoded =
        Base64.getMimeDecoder()
            .decode(pem.lines().filter(line -> !line.startsWith("-")).collect(joining()));
    watch(meters, name, () -> encoded);
  }

  private static double seconds(byte[] encoded) {
    try {
      return encoded == null
          ? Double.NaN
          : TimeUnit.MILLISECONDS.toSeconds(new X509Certificate(encoded).getNotAfterTime());
    } catch (CertException e) {
      return Double.NaN;
    }
  }
}
