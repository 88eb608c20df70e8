package dev.deskwright.gateway.client;

import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import java.util.List;
import java.util.Map;

/**
 * Kind of device of a browser, from what it says of itself in the header User-Agent. It can say
 * anything: this keeps honest users to a rule, and nobody else.
 */
final class Devices {

  /** A browser on some system. */
  static final DeviceType UNKNOWN = DeviceType.Web;

  /** In this order: Android says that it is Linux, and iOS that it is like Mac OS X. */
  private static final List<Map.Entry<String, DeviceType>> SYSTEMS =
      List.of(
          Map.entry("Android", DeviceType.Android),
          Map.entry("iPhone", DeviceType.iOS),
          Map.entry("iPad", DeviceType.iOS),
          Map.entry("iPod", DeviceType.iOS),
          Map.entry("CrOS", DeviceType.ChromeOS),
          Map.entry("Windows NT", DeviceType.Windows),
          Map.entry("Macintosh", DeviceType.MacOS),
          Map.entry("Linux", DeviceType.Linux));

  private Devices() {}

  static DeviceType of(String userAgent) {
    int begin = userAgent.indexOf('(');
    int end = userAgent.indexOf(')', begin + 1);
    // The first comment is the system; what follows may name others, for compatibility.
    String system = begin < 0 || end < 0 ? "" : userAgent.substring(begin, end);
    return SYSTEMS.stream()
        .filter(each -> system.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(UNKNOWN);
  }
}
