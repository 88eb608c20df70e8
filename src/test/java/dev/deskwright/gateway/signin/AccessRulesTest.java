package dev.deskwright.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.gateway.client.Client;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.gateway.signin.Step.Code;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRulesTest {

  private static Code refusal(String rules, String address, DeviceType device) {
    Directory directory =
        Serialization.unmarshal(
            """
            kind: Directory
            apiVersion: deskwright.dev/v1alpha1
            spec: {%s}
            """
                .formatted(rules),
            Directory.class);
    return new AccessRules(Defences.ALL)
        .refusal(directory, new Client(address, device))
        .map(Step.Refused::code)
        .orElse(null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "domainName: a.example | 203.0.113.7 | -",
        "domainName: a.example | who knows | -",
        "ipAccessRules: [{cidr: 203.0.113.0/24}] | 203.0.113.7 | -",
        "ipAccessRules: [{cidr: 203.0.113.0/24}] | ::ffff:203.0.113.7 | -",
        "ipAccessRules: [{cidr: 203.0.113.0/24}] | 203.0.114.7 | AddressForbidden",
        "ipAccessRules: [{cidr: 203.0.113.0/24}] | who knows | AddressForbidden",
        "ipAccessRules: [{cidr: '2001:db8::/48'}, {cidr: 203.0.113.7/32}] | 203.0.113.7 | -",
        "ipAccessRules: [{cidr: '2001:db8::/48'}, {cidr: 203.0.113.7/32}] | 2001:db8:0:7::1 | -",
        "ipAccessRules: [{cidr: '2001:db8::/48'}] | 2001:db9::1 | AddressForbidden",
        "ipAccessRules: [{cidr: '::/0'}] | 203.0.113.7 | AddressForbidden",
        "ipAccessRules: [{cidr: nonsense}] | 203.0.113.7 | AddressForbidden"
      })
  void addresses(String rules, String address, Code code) {
    assertThat(refusal(rules, address, DeviceType.Linux)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "domainName: a.example | Web | -",
        "domainName: a.example | iOS | -",
        "deviceTypes: [Web] | Windows | -",
        "deviceTypes: [Web] | Web | -",
        "deviceTypes: [Web, ZeroClient] | Android | -",
        "deviceTypes: [Web, Windows, Linux] | Linux | -",
        "deviceTypes: [Web, Windows, Linux] | iOS | DeviceForbidden",
        "deviceTypes: [Web, Windows, Linux] | Web | DeviceForbidden",
        "deviceTypes: [Windows, Linux] | Windows | DeviceForbidden",
        "deviceTypes: [ZeroClient] | Web | DeviceForbidden"
      })
  void devices(String rules, DeviceType device, Code code) {
    assertThat(refusal(rules, "203.0.113.7", device)).isEqualTo(code);
  }
}
