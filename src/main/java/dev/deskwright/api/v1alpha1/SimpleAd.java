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

/** The two servers of a directory that the operator runs itself. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SimpleAd(
    @Size(min = 1, max = 512)
        @ValidationRule(
            value = "self" + Syntax.IMAGE,
            messageExpression =
                "'image \"%s\" is not an image reference: "
                    + Syntax.IMAGE_HINT
                    + "'.format([self])")
        @JsonPropertyDescription(
            "Image of the servers, see images/directory. The operator's setting"
                + " --directory-image if left out.")
        String image,
    @Min(1)
        @Max(1_024)
        @Default("5")
        @JsonPropertyDescription("Size of each server's volume in GiB, 1 to 1024, 5 if left out.")
        Integer volumeSizeGib,
    @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self" + Syntax.SUBDOMAIN,
            messageExpression =
                "'storageClassName \"%s\" is not a name: "
                    + Syntax.SUBDOMAIN_HINT
                    + "'.format([self])")
        @JsonPropertyDescription(
            "StorageClass of the servers' volumes; the cluster's default if left out. Cannot be"
                + " changed.")
        String storageClassName,
    @Default("Retain")
        @JsonPropertyDescription(
            "What becomes of the servers' volumes, and with them of all accounts, when the Directory"
                + " is deleted: Retain leaves them, Delete removes them. Retain if left out.")
        DeletionPolicy deletionPolicy,
    @Size(max = 50)
        @ValidationRule(
            value = "self.all(u, self.exists_one(v, " + SAME_USER + "))",
            messageExpression =
                "'firstUsers has \"%s\" twice, and capitals make no difference: name each"
                    + " once'.format([self.filter(u, !self.exists_one(v, "
                    + SAME_USER
                    + "))[0].userName])")
        @JsonPropertyDescription(
            "Users that are made once, when the domain is: each gets a random password in the Secret"
                + " <directory>-first-users, which must be changed at the first sign-in. A name that"
                + " exists is left alone; one taken off this list stays. At most 50: other users are"
                + " made with samba-tool in a server's pod, or with any LDAP tool.")
        List<FirstUser> firstUsers) {

  private static final String SAME_USER = "v.userName.lowerAscii() == u.userName.lowerAscii()";

  /** What becomes of the servers' volumes. */
  public enum DeletionPolicy {
    Retain,
    Delete
  }

  /** A user that is made with the domain. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FirstUser(
      @Required
          @Size(min = 1, max = 20)
          @ValidationRule(
              value = "self.matches('^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$')",
              messageExpression =
                  "'userName \"%s\" is not a login name: use letters, digits and . _ - with a letter"
                      + " or digit first and last, as in alice'.format([self])")
          @ValidationRule(
              value = "!(self.lowerAscii() in ['administrator', 'guest', 'krbtgt', 'root'])",
              messageExpression =
                  "'userName \"%s\" is the domain\\'s own: name a person'.format([self])")
          @JsonPropertyDescription("Login name (sAMAccountName), 1 to 20 characters.")
          String userName,
      @Size(min = 1, max = 256) @JsonPropertyDescription("How people call the user.")
          String displayName,
      @Size(max = 20)
          @ValidationRule(
              value = "self.all(g, g" + LdapSyntax.GROUP_NAME + ")",
              messageExpression =
                  "'groups has \"%s\", which is not the name of a group: leave out quotation marks,"
                      + " brackets and / : ; | = , + * ? < > @ and backslashes, and dots and spaces at"
                      + " the end'.format([self.filter(g, !g"
                      + LdapSyntax.GROUP_NAME
                      + ")[0]])")
          @JsonPropertyDescription("Groups that the user is put in; made where missing.")
          List<@Size(min = 1, max = 64) String> groups) {}
}
