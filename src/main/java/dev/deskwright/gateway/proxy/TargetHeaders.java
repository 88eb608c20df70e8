package dev.deskwright.gateway.proxy;

import dev.deskwright.gateway.token.DesktopTokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a desktop's web server is told by the gateway itself. */
final class TargetHeaders {

  private static final String USER = "gateway:";

  private TargetHeaders() {}

  static String host(Target target) {
    String address = target.address();
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + target.protocol().port();
  }

  static Optional<String> authorization(Target target, Optional<DesktopTokens> tokens) {
    return tokens
        .map(each -> USER + each.sign(target.workspaceId()))
        .map(text -> text.getBytes(StandardCharsets.US_ASCII))
        .map(bytes -> "Basic " + Base64.getEncoder().encodeToString(bytes));
  }
}
