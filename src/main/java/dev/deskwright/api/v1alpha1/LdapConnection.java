package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** How the servers of an existing directory are reached, and how they write users and groups. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = ServerRules.ONCE,
    fieldPath = ".servers",
    messageExpression = ServerRules.ONCE_MESSAGE)
@ValidationRule(
    value = ServerRules.LDAPS_PORT,
    fieldPath = ".servers",
    messageExpression = ServerRules.LDAPS_PORT_MESSAGE)
@ValidationRule(
    value = ServerRules.OTHER_PORT,
    fieldPath = ".servers",
    messageExpression = ServerRules.OTHER_PORT_MESSAGE)
@ValidationRule(
    value = ServerRules.NO_CA_IN_PLAINTEXT,
    fieldPath = ".caCertificates",
    message = ServerRules.NO_CA_IN_PLAINTEXT_MESSAGE)
public record LdapConnection(
    @Size(max = 16)
        @JsonPropertyDescription(
            "The directory's servers, tried in this order. May be left out for MicrosoftAD, which"
                + " then finds them by the SRV records of domainName.")
        List<Server> servers,
    @Default("LDAPS")
        @JsonPropertyDescription(
            "LDAPS: TLS from the first byte. StartTLS: TLS before anything else is said."
                + " InsecurePlaintext: no TLS, so that everybody on the way reads each password;"
                + " for laboratories. LDAPS if left out.")
        Transport transport,
    @JsonPropertyDescription(
            "ConfigMap that holds the certificates, in PEM form, of the authorities that the servers'"
                + " certificates must come from. The authorities that Java trusts if left out.")
        ConfigMapKey caCertificates,
    @Required
        @JsonPropertyDescription(
            "Secret with the keys username (a distinguished name, or for Active Directory a user"
                + " principal name) and password: the account that searches. It needs to read users"
                + " and groups, and nothing else.")
        LocalReference bindSecretRef,
    @Size(min = 3, max = 1024)
        @ValidationRule(
            value = LdapSyntax.DISTINGUISHED_NAME,
            messageExpression =
                "'baseDn \"%s\" is not a distinguished name: write it like"
                    + " ou=people,dc=corp,dc=example,dc=com'.format([self])")
        @JsonPropertyDescription(
            "Distinguished name under which users and groups are. Made from domainName if left out:"
                + " dc=corp,dc=example,dc=com.")
        String baseDn,
    @JsonPropertyDescription(
            "What the directory is, which says how it writes users and groups: ActiveDirectory,"
                + " OpenLDAP (RFC 2307) or FreeIPA. ActiveDirectory if left out.")
        Preset preset,
    @JsonPropertyDescription("Attributes that are named otherwise than in the preset.")
        Attributes attributes,
    @Size(min = 3, max = 2048)
        @ValidationRule(
            value = LdapSyntax.FILTER,
            messageExpression =
                "'userFilter \"%s\" is not an LDAP filter: begin with ( and end with ), as many of"
                    + " one as of the other, all in one line, as in"
                    + " (department=design)'.format([self])")
        @JsonPropertyDescription(
            "LDAP filter (RFC 4515) that an entry must match as well to be a user, for example"
                + " (department=design).")
        String userFilter,
    @Min(10)
        @Max(1_000)
        @Default("500")
        @JsonPropertyDescription(
            "Entries that a server is asked for at a time, 10 to 1000, 500 if left out.")
        Integer pageSize,
    @Default("false")
        @JsonPropertyDescription(
            "Whether a server may send a search on to another one. false if left out. The bind"
                + " account's password is only ever given to the servers named here.")
        Boolean followReferrals,
    @Min(1)
        @Max(60)
        @Default("5")
        @JsonPropertyDescription(
            "Seconds to wait for a connection to a server, 1 to 60, 5 if left out.")
        Integer connectTimeoutSeconds,
    @Min(1)
        @Max(300)
        @Default("10")
        @JsonPropertyDescription("Seconds to wait for an answer, 1 to 300, 10 if left out.")
        Integer responseTimeoutSeconds) {

  /** With or without TLS. */
  public enum Transport {
    LDAPS,
    StartTLS,
    InsecurePlaintext
  }

  /** Kinds of directory. */
  public enum Preset {
    ActiveDirectory,
    OpenLDAP,
    FreeIPA
  }

  /** A server. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Server(
      @Required
          @Size(min = 1, max = 253)
          @ValidationRule(
              value = NetworkSyntax.HOST,
              messageExpression = NetworkSyntax.HOST_MESSAGE)
          @JsonPropertyDescription(
              "Host name or IP address. With TLS, the server's certificate must be for it.")
          String host,
      @Min(1)
          @Max(65_535)
          @JsonPropertyDescription("TCP port, 1 to 65535. 636 if left out with LDAPS, else 389.")
          Integer port) {}

  /** A key of a ConfigMap in this namespace. */
  public record ConfigMapKey(
      @Required
          @Size(min = 1, max = 253)
          @ValidationRule(
              value = "self" + Syntax.SUBDOMAIN,
              messageExpression =
                  "'name \"%s\" is not a name: " + Syntax.SUBDOMAIN_HINT + "'.format([self])")
          @JsonPropertyDescription("Name of the ConfigMap, in the same namespace.")
          String name,
      @Required
          @Size(min = 1, max = 253)
          @ValidationRule(
              value = Syntax.DATA_KEY,
              messageExpression =
                  "'key \"%s\" is not a key of a ConfigMap: "
                      + Syntax.DATA_KEY_HINT
                      + "'.format([self])")
          @JsonPropertyDescription("Key in it, for example ca.crt.")
          String key) {}

  /** Names of attributes, as RFC 4512 writes them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Attributes(
      @Size(min = 1, max = 128)
          @ValidationRule(
              value = LdapSyntax.ATTRIBUTE,
              messageExpression = "'userName" + LdapSyntax.ATTRIBUTE_HINT)
          @JsonPropertyDescription(
              "What a user signs in with: sAMAccountName in ActiveDirectory, else uid.")
          String userName,
      @Size(min = 1, max = 128)
          @ValidationRule(
              value = LdapSyntax.ATTRIBUTE,
              messageExpression = "'principalName" + LdapSyntax.ATTRIBUTE_HINT)
          @JsonPropertyDescription(
              "What a user signs in with that looks like a mail address: userPrincipalName in"
                  + " ActiveDirectory, krbPrincipalName in FreeIPA, mail in OpenLDAP.")
          String principalName,
      @Size(min = 1, max = 128)
          @ValidationRule(
              value = LdapSyntax.ATTRIBUTE,
              messageExpression = "'displayName" + LdapSyntax.ATTRIBUTE_HINT)
          @JsonPropertyDescription("How people call the user: displayName, in OpenLDAP cn.")
          String displayName,
      @Size(min = 1, max = 128)
          @ValidationRule(
              value = LdapSyntax.ATTRIBUTE,
              messageExpression = "'mail" + LdapSyntax.ATTRIBUTE_HINT)
          @JsonPropertyDescription("Mail address: mail.")
          String mail,
      @Size(min = 1, max = 128)
          @ValidationRule(
              value = LdapSyntax.ATTRIBUTE,
              messageExpression = "'groupMember" + LdapSyntax.ATTRIBUTE_HINT)
          @JsonPropertyDescription(
              "Attribute of a group that names its members: member, in OpenLDAP member, uniqueMember"
                  + " or memberUid.")
          String groupMember) {}
}
