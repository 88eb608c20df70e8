package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Who may have desktops, and the rules for them. */
@JsonClassDescription("Where the users are known, and the rules for their desktops.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.defaultRunningMode) || !has(self.defaultRunningMode.autoStopTimeoutMinutes) ||"
            + " self.autoStopGranularityMinutes < 1 ||"
            + " self.defaultRunningMode.autoStopTimeoutMinutes % self.autoStopGranularityMinutes =="
            + " 0",
    fieldPath = ".defaultRunningMode.autoStopTimeoutMinutes",
    messageExpression =
        "'defaultRunningMode.autoStopTimeoutMinutes %s is not a multiple of"
            + " autoStopGranularityMinutes, which is"
            + " %s'.format([self.defaultRunningMode.autoStopTimeoutMinutes,"
            + " self.autoStopGranularityMinutes])")
@ValidationRule(
    value = SpecRules.GROUPS_IN_STEP,
    fieldPath = ".provisionGroups",
    messageExpression = SpecRules.GROUPS_IN_STEP_MESSAGE)
@ValidationRule(
    value = SpecRules.CONNECTION_NEEDED,
    fieldPath = ".connection",
    message = SpecRules.CONNECTION_NEEDED_MESSAGE)
@ValidationRule(
    value = SpecRules.CONNECTION_ALLOWED,
    fieldPath = ".connection",
    messageExpression = SpecRules.CONNECTION_ALLOWED_MESSAGE)
@ValidationRule(
    value = SpecRules.PRESET,
    fieldPath = ".connection.preset",
    messageExpression = SpecRules.PRESET_MESSAGE)
@ValidationRule(
    value = SpecRules.SIMPLE_AD_ALLOWED,
    fieldPath = ".simpleAd",
    messageExpression = SpecRules.SIMPLE_AD_ALLOWED_MESSAGE)
@ValidationRule(
    value = SpecRules.CROSS_TRUST_NEEDED,
    fieldPath = ".crossTrust",
    message = SpecRules.CROSS_TRUST_NEEDED_MESSAGE)
@ValidationRule(
    value = SpecRules.CROSS_TRUST_ALLOWED,
    fieldPath = ".crossTrust",
    messageExpression = SpecRules.CROSS_TRUST_ALLOWED_MESSAGE)
@ValidationRule(
    value = SpecRules.SHORT_NAME_FITS,
    fieldPath = ".netbiosName",
    messageExpression = SpecRules.SHORT_NAME_FITS_MESSAGE)
@ValidationRule(
    value = SpecRules.DOMAIN_STAYS,
    fieldPath = ".domainName",
    messageExpression = SpecRules.DOMAIN_STAYS_MESSAGE)
@ValidationRule(
    value = SpecRules.SHORT_NAME_STAYS,
    fieldPath = ".netbiosName",
    messageExpression = SpecRules.SHORT_NAME_STAYS_MESSAGE)
@ValidationRule(
    value = SpecRules.VOLUME_GROWS,
    fieldPath = ".simpleAd",
    messageExpression = SpecRules.VOLUME_GROWS_MESSAGE)
@ValidationRule(
    value = SpecRules.STORAGE_CLASS_STAYS,
    fieldPath = ".simpleAd",
    messageExpression = SpecRules.STORAGE_CLASS_STAYS_MESSAGE)
public record DirectorySpec(
    @Required
        @ValidationRule(
            value = "self == oldSelf",
            messageExpression =
                "'type cannot change from %s to %s: create another Directory'.format([oldSelf, "
                    + "self])")
        @JsonPropertyDescription(
            "SimpleAD: a directory of its own. ADConnector: an existing Active Directory or LDAP"
                + " server. MicrosoftAD: an existing Active Directory, with its own rules for"
                + " accounts. CrossTrust: users of other directories that this one trusts. Cannot"
                + " be changed.")
        Type type,
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self" + NetworkSyntax.DOMAIN,
            messageExpression =
                "'domainName \"%s\" is not a full domain name: write it like corp.example.com, each"
                    + " part with at most 63 letters, digits and hyphens'.format([self])")
        @JsonPropertyDescription("Full domain name of the directory, for example corp.example.com.")
        String domainName,
    @Size(min = 1, max = 15)
        @ValidationRule(
            value = "self.matches('^[A-Z0-9]([-A-Z0-9]*[A-Z0-9])?$')",
            messageExpression =
                "'netbiosName \"%s\" is not the short name of a domain: use 1 to 15 capital letters,"
                    + " digits and hyphens, with a letter or digit first and last, as in"
                    + " CORP'.format([self])")
        @JsonPropertyDescription(
            "Short name of the domain, as in CORP\\alice: 1 to 15 capital letters, digits and"
                + " hyphens. The first part of domainName in capitals if left out.")
        String netbiosName,
    @Size(min = 1, max = 256)
        @JsonPropertyDescription("What people know it by, at most 256 characters.")
        String description,
    @JsonPropertyDescription("Running mode of a WorkSpace that names none; AlwaysOn if left out.")
        RunningMode defaultRunningMode,
    @Min(1)
        @Max(60)
        @Default("60")
        @ValidationRule(
            value = "self in [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60]",
            messageExpression =
                "'autoStopGranularityMinutes %s does not divide an hour: use 1, 2, 3, 4, 5, 6, "
                    + "10, 12, 15, 20, 30 or 60'.format([self])")
        @JsonPropertyDescription(
            "Every autoStopTimeoutMinutes must be a multiple of this: a divisor of 60, 60 if left"
                + " out, as in Amazon WorkSpaces.")
        Integer autoStopGranularityMinutes,
    @JsonPropertyDescription(
            "How often the desktops' volumes are snapshotted, and how long snapshots are kept. Takes"
                + " the snapshot API in the cluster; without it, the condition SnapshotsCurrent of"
                + " each WorkSpace says so.")
        SnapshotRules snapshots,
    @JsonPropertyDescription(
            "When AlwaysOn desktops are rebooted to take up pending updates, once in each window. None"
                + " if left out: they wait for a reboot that somebody asks for.")
        MaintenanceWindow maintenanceWindow,
    @JsonPropertyDescription(
            "ADConnector and MicrosoftAD: the servers of the existing directory, and how they write"
                + " users and groups.")
        LdapConnection connection,
    @JsonPropertyDescription("SimpleAD: the servers that the operator runs.") SimpleAd simpleAd,
    @JsonPropertyDescription("CrossTrust: whose users are trusted.") CrossTrust crossTrust,
    @JsonPropertyDescription("How users are looked up, and what happens when one is gone.")
        UserRules users,
    @Size(max = 20)
        @ValidationRule(
            value = "self.all(g, self.exists_one(h, " + SAME_GROUP + "))",
            messageExpression =
                "'provisionGroups has the group \"%s\" twice: name each once'.format([self.filter(g,"
                    + " !self.exists_one(h, "
                    + SAME_GROUP
                    + "))[0].group])")
        @JsonPropertyDescription(
            "Groups whose members each get a WorkSpace, at most 20. Who leaves them has the"
                + " WorkSpace suspended, and never deleted. A user in several gets that of the"
                + " first.")
        List<ProvisionGroup> provisionGroups,
    @Size(max = 2)
        @ValidationRule(
            value = "self.size() != 1",
            message =
                "subnets has one entry: give two, in different zones, or none, for desktops that may"
                    + " run anywhere")
        @ValidationRule(
            value = "self.size() != 2 || self[0].name != self[1].name",
            messageExpression =
                "'subnets has the name \"%s\" twice: give each its own'.format([self[0].name])")
        @ValidationRule(
            value = "self.size() != 2 || self[0].nodeSelector != self[1].nodeSelector",
            messageExpression =
                "'subnets \"%s\" and \"%s\" have the same nodeSelector, so desktops would not be"
                    + " spread: select other nodes with each'.format([self[0].name, self[1].name])")
        @JsonPropertyDescription(
            "Two subnets, in different zones, over which desktops are spread. Anywhere if left out.")
        List<Subnet> subnets,
    @Default("Allowed")
        @JsonPropertyDescription(
            "Whether desktops reach addresses outside the cluster. Denied: they reach DNS, the"
                + " directory's servers and the subnets' addresses only. Allowed if left out.")
        InternetAccess internetAccess,
    @JsonPropertyDescription("Where desktops look names up; in the cluster if left out.")
        DnsRules dns,
    @Default("Unpublished")
        @JsonPropertyDescription(
            "Whether desktops have names in the cluster's DNS. Published: a headless Service of the"
                + " Directory gives a desktop that is ready the name"
                + " <workspace>.<directory>-desktops.<namespace>.svc. It costs the control plane"
                + " the more for each desktop, the more desktops there are: Kubernetes is meant for"
                + " some 250 pods of one Service. Unpublished if left out. A change restarts"
                + " nothing.")
        DesktopNames desktopNames,
    @Default("true")
        @JsonPropertyDescription(
            "Whether users are administrators of their own desktops (sudo), where the Bundle's"
                + " security profile has it. true if left out. A running desktop takes a change up"
                + " at its next start.")
        Boolean localAdministrators,
    @Size(max = 8)
        @ValidationRule(
            value = "self.size() > 0",
            message =
                "deviceTypes is empty, which would let nobody in: name those that may connect, or"
                    + " leave it out for all of them")
        @JsonPropertyDescription(
            "Kinds of device from which users may connect; all if left out. The gateway sees to it.")
        List<DeviceType> deviceTypes,
    @Size(max = 100)
        @ValidationRule(
            value = "self.size() > 0",
            message =
                "ipAccessRules is empty, which would let nobody in: name the addresses that users may"
                    + " connect from, or leave it out for all of them")
        @ValidationRule(
            value = "self.all(r, self.exists_one(s, s.cidr == r.cidr))",
            messageExpression =
                "'ipAccessRules has the cidr \"%s\" twice: name each once'.format([self.filter(r,"
                    + " !self.exists_one(s, s.cidr == r.cidr))[0].cidr])")
        @JsonPropertyDescription(
            "Addresses from which users may connect; anywhere if left out. The gateway sees to it.")
        List<IpAccessRule> ipAccessRules,
    @JsonPropertyDescription("What users may do to their own desktops. The gateway sees to it.")
        SelfService selfService,
    @JsonPropertyDescription(
            "The second factor at sign-in; none if left out. The gateway sees to it.")
        Mfa mfa,
    @Size(max = 5)
        @ValidationRule(
            value = "self.all(p, self.exists_one(q, " + SAME_PROVIDER + "))",
            messageExpression =
                "'oidc has the name \"%s\" twice: give each provider its own'.format([self.filter(p,"
                    + " !self.exists_one(q, "
                    + SAME_PROVIDER
                    + "))[0].name])")
        @JsonPropertyDescription(
            "Providers of OpenID Connect at which users can sign in, beside their password here; at"
                + " most 5. They must be known to this Directory by the same name. The gateway sees"
                + " to it.")
        List<OpenIdProvider> oidc,
    @Default("Both")
        @JsonPropertyDescription(
            "Which way the clipboard goes between users' devices and desktops: Both, the default;"
                + " ToDesktop only; FromDesktop only; or None. The gateway sees to it that nothing is"
                + " pasted there; that nothing is copied from there is left to its page.")
        Clipboard clipboard,
    @JsonPropertyDescription("How much all desktops may take together; no limit if left out.")
        Quotas quotas) {

  private static final String SAME_PROVIDER = "q.name.lowerAscii() == p.name.lowerAscii()";
  private static final String SAME_GROUP = "h.group.lowerAscii() == g.group.lowerAscii()";

  /** The types, by the names that AWS gives them. */
  public enum Type {
    SimpleAD,
    ADConnector,
    MicrosoftAD,
    CrossTrust
  }

  /** Whether desktops reach the outside. */
  public enum InternetAccess {
    Allowed,
    Denied
  }

  /** Whether desktops have names in the cluster's DNS. */
  public enum DesktopNames {
    Published,
    Unpublished
  }

  /** Which way the clipboard goes. */
  public enum Clipboard {
    Both,
    ToDesktop,
    FromDesktop,
    None;

    /** Whether what was copied on the user's device may be pasted on the desktop. */
    public boolean isToDesktop() {
      return this == Both || this == ToDesktop;
    }
  }

  /** Kinds of device, by the names that Amazon WorkSpaces gives them. */
  public enum DeviceType {
    Web,
    Windows,
    MacOS,
    Linux,
    iOS,
    Android,
    ChromeOS,
    ZeroClient
  }
}
