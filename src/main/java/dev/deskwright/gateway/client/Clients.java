package dev.deskwright.gateway.client;

import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.kernel.AddressRange;
import java.util.List;
import java.util.Optional;

/** Tells who is at the other end of a request. */
public final class Clients {

  /**
   * Trusts these alone to say whom they speak for.
   *
   * @param proxies addresses of proxies in front of the gateway
   */
  public Clients(List<AddressRange> proxies, Defences defences) {}

  /**
   * The client of a request.
   *
   * @param peer address at the other end of the socket
   * @param forwardedFor values of the header X-Forwarded-For, in their order
   * @param userAgent value of the header User-Agent
   */
  public Client of(String peer, List<String> forwardedFor, Optional<String> userAgent) {
    throw new UnsupportedOperationException();
  }
}
