package dev.deskwright.api.v1alpha1;

/**
 * How Kubernetes writes names, as parts of the schema's rules. Rules and not patterns, since a
 * broken pattern shows people a regular expression, and a broken rule a sentence.
 */
final class Syntax {

  private static final String SUBDOMAIN_PART =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
  private static final String LABEL_NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?";

  /** The name of most objects: a DNS subdomain. */
  static final String SUBDOMAIN = ".matches('^" + SUBDOMAIN_PART + "$')";

  /** What is right for {@link #SUBDOMAIN}, as the end of a message. */
  static final String SUBDOMAIN_HINT =
      "use lower-case letters, digits, hyphens and dots, with a letter or digit at each end and"
          + " around each dot";

  /** The key of a label: a name, with a DNS name and a slash before it if wanted. */
  static final String LABEL_KEY = ".matches('^(" + SUBDOMAIN_PART + "/)?" + LABEL_NAME + "$')";

  /** What is right for {@link #LABEL_KEY}, as the end of a message. */
  static final String LABEL_KEY_HINT =
      "use letters, digits and - _ . with a letter or digit first and last, and before it, if"
          + " wanted, a DNS name in lower case and a slash";

  /** The value of a label, which can be empty. */
  static final String LABEL_VALUE = ".matches('^(" + LABEL_NAME + ")?$')";

  /** What is right for {@link #LABEL_VALUE}, as the end of a message. */
  static final String LABEL_VALUE_HINT =
      "use at most 63 letters, digits and - _ . with a letter or digit first and last, or leave it"
          + " empty";

  /** An extended resource: a label's key with its DNS name. */
  static final String EXTENDED_RESOURCE = ".matches('^" + SUBDOMAIN_PART + "/" + LABEL_NAME + "$')";

  /** The path of a URL, without a query. */
  static final String URL_PATH = ".matches('^/[A-Za-z0-9._~/-]*$')";

  /** What is right for {@link #URL_PATH}, as the end of a message. */
  static final String URL_PATH_HINT =
      "start with a slash and use letters, digits and . _ ~ / - only, for example /websockify";

  /** Whether a folder's path has no part that is a dot or two. */
  static final String NO_DOT_PARTS = ".matches('/[.][.]?(/|$)') == false";

  private static final String CRON_FIELD = "[0-9A-Za-z*/,-]+";

  /** A schedule in the five fields of cron; whether its numbers make sense is found out later. */
  static final String CRON = ".matches('^" + CRON_FIELD + "( " + CRON_FIELD + "){4}$')";

  /** What is right for {@link #CRON}, as the end of a message. */
  static final String CRON_HINT =
      "use the five fields of cron with one space between them (minute, hour, day, month, weekday),"
          + " for example 30 7 * * 1-5";

  /** The name of a time zone; whether there is one is found out later. */
  static final String TIME_ZONE = ".matches('^[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$')";

  /** What is right for {@link #TIME_ZONE}, as the end of a message. */
  static final String TIME_ZONE_HINT =
      "use a name of the IANA database, for example Europe/Berlin or UTC";

  /** An amount of money. */
  static final String AMOUNT = ".matches('^[0-9]{1,9}([.][0-9]{1,4})?$')";

  /** What is right for {@link #AMOUNT}, as the end of a message. */
  static final String AMOUNT_HINT =
      "use digits with at most four after a point, in quotes, for example \\\"9.75\\\"";

  /** A time in UTC, as RFC 3339 writes it. */
  static final String TIME =
      ".matches('^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]([.][0-9]{1,9})?Z$')";

  /** What is right for {@link #TIME}, as the end of a message. */
  static final String TIME_HINT = "write it as RFC 3339 in UTC, for example 2026-11-24T17:40:00Z";

  /** A container image, with its tag or digest. */
  static final String IMAGE =
      ".matches('^([A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?([.][A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*(:[0-9]{1,5})?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[a-f0-9]{64})?$')";

  /** What is right for {@link #IMAGE}, as the end of a message. */
  static final String IMAGE_HINT =
      "write it as for a pod, for example deskwright/desktop:0.1.0 or"
          + " registry.example/team/desktop@sha256:...";

  /** A key of a Secret or a ConfigMap. */
  static final String DATA_KEY =
      "self.matches('^[-._a-zA-Z0-9]+$') && self != '.' && !self.startsWith('..')";

  /** What is right for {@link #DATA_KEY}, as the end of a message. */
  static final String DATA_KEY_HINT = "use letters, digits and - _ . only";

  /** A reference that can be a Directory's: its name becomes that of a Service. */
  static final String DIRECTORY_NAME = "self.name.size() <= 54 && !self.name.contains('.')";

  /** What is right for {@link #DIRECTORY_NAME}: the whole message after the field's name. */
  static final String DIRECTORY_NAME_HINT =
      " \"%s\" cannot be a Directory\\'s: use 1 to 54 lower-case letters, digits and hyphens, with"
          + " no dot'.format([self.name])";

  /** A reference that can be a Bundle's. */
  static final String BUNDLE_NAME = "self.name.size() <= 63 && !self.name.contains('.')";

  static final String BUNDLE_NAME_MESSAGE =
      "'bundleRef.name \"%s\" cannot be a Bundle\\'s: use 1 to 63 lower-case letters, digits and"
          + " hyphens, with no dot'.format([self.name])";

  private Syntax() {}
}
