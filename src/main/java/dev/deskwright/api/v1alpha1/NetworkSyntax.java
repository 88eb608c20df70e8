package dev.deskwright.api.v1alpha1;

/**
 * How hosts and addresses are written, as parts of the schema's rules. Patterns and not the
 * functions isIP and isCIDR: an API server takes these in a new definition from Kubernetes 1.31 on,
 * and 1.30 is supported.
 */
final class NetworkSyntax {

  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final String IPV4 = "(" + BYTE + "[.]){3}" + BYTE;
  private static final String GROUP = "[0-9A-Fa-f]{1,4}";

  /** Eight groups, or fewer with one gap, which is wherever it is. */
  private static final String IPV6 =
      "("
          + GROUP
          + ":){7}"
          + GROUP
          + "|("
          + GROUP
          + ":){1,7}:"
          + "|("
          + GROUP
          + ":){1,6}:"
          + GROUP
          + "|("
          + GROUP
          + ":){1,5}(:"
          + GROUP
          + "){1,2}"
          + "|("
          + GROUP
          + ":){1,4}(:"
          + GROUP
          + "){1,3}"
          + "|("
          + GROUP
          + ":){1,3}(:"
          + GROUP
          + "){1,4}"
          + "|("
          + GROUP
          + ":){1,2}(:"
          + GROUP
          + "){1,5}"
          + "|"
          + GROUP
          + ":(:"
          + GROUP
          + "){1,6}"
          + "|:((:"
          + GROUP
          + "){1,7}|:)";

  /** An IPv4 or IPv6 address. */
  static final String ADDRESS = ".matches('^(" + IPV4 + "|" + IPV6 + ")$')";

  /** What is right for {@link #ADDRESS}, as the end of a message. */
  static final String ADDRESS_HINT =
      "write an IPv4 or IPv6 address, for example 10.0.0.53 or fd00::53";

  /** A range of IPv4 or IPv6 addresses; whether its host bits are zero is found out later. */
  static final String CIDR =
      ".matches('^(("
          + IPV4
          + ")/(3[0-2]|[12]?[0-9])"
          + "|("
          + IPV6
          + ")/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$')";

  /** What is right for {@link #CIDR}, as the end of a message. */
  static final String CIDR_HINT =
      "write an address, a slash and how many bits count, for example 198.51.100.0/24 or"
          + " 2001:db8::/48, with /32 or /128 for one address";

  private static final String DOMAIN_PART = "[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?";
  private static final String HOST_NAME = DOMAIN_PART + "([.]" + DOMAIN_PART + ")*";

  /** A domain's full name: two parts or more. */
  static final String DOMAIN = ".matches('^" + DOMAIN_PART + "([.]" + DOMAIN_PART + ")+$')";

  /** A host's name or address. What ends in a number would be an address, and has to be one. */
  static final String HOST =
      "self.matches('^" + HOST_NAME + "$') && !self.matches('(^|[.])[0-9]+$') || self" + ADDRESS;

  /** An address of the web, with TLS, and with neither a query nor a fragment. */
  static final String HTTPS_URL =
      ".matches('^https://("
          + HOST_NAME
          + "|[[]("
          + IPV6
          + ")[]])(:[0-9]{1,5})?(/[A-Za-z0-9._~%!$&()*+,;=:@/-]*)?$')";

  /** What is right for {@link #HOST}, as a whole message. */
  static final String HOST_MESSAGE =
      "'host \"%s\" is not a host name or an IP address: write it with no ldap:// before it and no"
          + " port behind it, for example dc1.corp.example.com or 10.1.0.10'.format([self])";

  private NetworkSyntax() {}
}
