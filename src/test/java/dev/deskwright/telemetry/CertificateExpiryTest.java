package dev.deskwright.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CertificateExpiryTest {

  /** Made by openssl, valid until 2027-01-01T00:00:00Z. */
  private static final String PEM =
      """
      -----BEGIN CERTIFICATE-----
      MIIBETCBuAIBATAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDApkZXNrd3JpZ2h0MB4X
      DTI2MDEwMTAwMDAwMFoXDTI3MDEwMTAwMDAwMFowFTETMBEGA1UEAwwKZGVza3dy
      aWdodDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABPX1SEnZyBOkK0C/bgZCL7CE
      p8NnLC4bN/ks4mQrwD10y3VjJ1yD1th6RXBsvJSmP1ZjsxJucf4bIYfr8UvPwrAw
      CgYIKoZIzj0EAwIDSAAwRQIhALyNbTOyqq90wh5iPjG2UTiJlmHSTbMC2mgrkNH0
      R2BqAiBJIR1eh9I7s+wIDYASX1gIilS2+2Ex2Lv9Ib02zVsZCQ==
      -----END CERTIFICATE-----
      """;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private double expiry() {
    return meters
        .get("deskwright.certificate.expiry.timestamp")
        .tag("certificate", "gateway-tls")
        .gauge()
        .value();
  }

  @Test
  void theEndOfACertificateIsToldAsUnixTime() {
    CertificateExpiry.watch(meters, "gateway-tls", PEM);
    assertThat(expiry()).isEqualTo(1_798_761_600);
  }

  @Test
  void withoutACertificateThereIsNoNumber() {
    var current = new AtomicReference<byte[]>();
    CertificateExpiry.watch(meters, "gateway-tls", current::get);
    assertThat(expiry()).isNaN();
    current.set(new byte[] {1, 2, 3});
    assertThat(expiry()).isNaN();
  }
}
