package dev.deskwright.gateway.client;

import dev.deskwright.gateway.defence.Defence;
import dev.deskwright.gateway.defence.Defences;
import dev.deskwright.kernel.Address;
import dev.deskwright.kernel.AddressRange;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells who is at the other end of a request. */
public final class Clients {

  private final List<AddressRange> proxies;
  private final Defences defences;

  /**
   * Trusts these alone to say whom they speak for.
   *
   * @param proxies addresses of proxies in front of the gateway; none: nobody is believed
   */
  public Clients(List<AddressRange> proxies, Defences defences) {
    this.proxies = List.copyOf(proxies);
    this.defences = defences;
  }

  /**
   * The client of a request. Each proxy has put whom it saw at the end of X-Forwarded-For, so what
   * stands before the last address that is no proxy's was written by the client, and is not read.
   *
   * @param peer address at the other end of the socket
   * @param forwardedFor values of the header X-Forwarded-For, in their order
   * @param userAgent value of the header User-Agent
   */
  public Client of(String peer, List<String> forwardedFor, Optional<String> userAgent) {
    return new Client(
        address(peer, forwardedFor), userAgent.map(Devices::of).orElse(Devices.UNKNOWN));
  }

  private String address(String peer, List<String> forwardedFor) {
    Optional<Address> socket = Address.of(peer);
    String fallback = socket.map(Address::toString).orElse(peer);
    List<Optional<Address>> hops = hops(forwardedFor);
    if (!defences.has(Defence.TRUSTED_PROXIES)) {
      // What many proxies and frameworks do: whatever stands first is believed.
      return hops.stream()
          .flatMap(Optional::stream)
          .findFirst()
          .map(Address::toString)
          .orElse(fallback);
    }
    if (socket.filter(this::isProxy).isEmpty()) {
      return fallback;
    }
    Address last = socket.get();
    Collections.reverse(hops);
    for (Optional<Address> hop : hops) {
      if (hop.isEmpty()) {
        return fallback;
      }
      last = hop.get();
      if (!isProxy(last)) {
        return last.toString();
      }
    }
    return last.toString();
  }

  /** Whether this is the address of a proxy in front. */
  public boolean isProxy(String peer) {
    return Address.of(peer).filter(this::isProxy).isPresent();
  }

  private boolean isProxy(Address address) {
    return proxies.stream().anyMatch(range -> range.contains(address));
  }

  private static List<Optional<Address>> hops(List<String> forwardedFor) {
    return forwardedFor.stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(hop -> Address.of(withoutPort(hop.strip())))
        .collect(Collectors.toList());
  }

  /**
   * Some proxies write {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711} or the brackets alone.
   */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end > 0 && hop.substring(end + 1).matches("(:[0-9]{1,5})?")
          ? hop.substring(1, end)
          : hop;
    }
    return hop.replaceFirst("^([0-9.]+):[0-9]{1,5}$", "$1");
  }
}
