package dev.deskwright.api.v1alpha1;

/** How directories write names, as parts of the schema's rules. */
final class LdapSyntax {

  /** An attribute's short name or its number, as RFC 4512 has them. */
  private static final String ATTRIBUTE_TYPE = "([A-Za-z][-A-Za-z0-9]*|[0-9]+([.][0-9]+)+)";

  private static final String NAMED = " *" + ATTRIBUTE_TYPE + " *=([^\\\\,+\"<>;]|\\\\.)+";

  /** The name of an attribute. */
  static final String ATTRIBUTE = "self.matches('^" + ATTRIBUTE_TYPE + "$')";

  /** What is right for {@link #ATTRIBUTE}: the whole message after the field's name in quotes. */
  static final String ATTRIBUTE_HINT =
      " \"%s\" is not the name of an attribute: use letters, digits and hyphens with a letter first,"
          + " or an object identifier such as 2.5.4.3'.format([self])";

  /** A distinguished name, as RFC 4514 has it. Raw, since backslashes are part of it. */
  static final String DISTINGUISHED_NAME = "self.matches(r'^" + NAMED + "([,+]" + NAMED + ")*$')";

  /** A filter in one pair of parentheses; whether all of it makes sense is found out later. */
  static final String FILTER =
      "self.matches('^[(]([^()]+|[&|!].*)[)]$') && self.split('(').size() =="
          + " self.split(')').size()";

  private static final String BAD_ACCOUNT_CHARACTERS = "\\\\/\"\\[\\]:;|=,+*?<>@";

  /** A group's name in Active Directory (sAMAccountName), with what it rules out. */
  static final String GROUP_NAME =
      ".matches(r'^[^"
          + BAD_ACCOUNT_CHARACTERS
          + "\\x00-\\x1f]*[^. "
          + BAD_ACCOUNT_CHARACTERS
          + "\\x00-\\x1f]$')";

  private LdapSyntax() {}
}
