package dev.deskwright.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignInReportTest {

  @Test
  void whatWasTypedCannotWriteLinesOfTheLog() {
    assertThat(SignInReport.quoted("alice")).isEqualTo("\"alice\"");
    assertThat(SignInReport.quoted("\u00c5sa \ud83d\ude00")).isEqualTo("\"\u00c5sa \ud83d\ude00\"");
    assertThat(SignInReport.quoted("a\nb\r\u001b[2J\u0085\u2028\u202e\ud800\"\\"))
        .isEqualTo("\"a\\u{a}b\\u{d}\\u{1b}[2J\\u{85}\\u{2028}\\u{202e}\\u{d800}\\\"\\\\\"");
    assertThat(SignInReport.quoted("x".repeat(10_000))).hasSize(258);
  }
}
