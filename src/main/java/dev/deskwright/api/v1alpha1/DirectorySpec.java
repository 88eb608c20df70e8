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
            value =
                "self.matches('^[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?([.][A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)+$')",
            messageExpression =
                "'domainName \"%s\" is not a full domain name: write it like "
                    + "corp.example.com'.format([self])")
        @JsonPropertyDescription("Full domain name of the directory, for example corp.example.com.")
        String domainName,
    @Size(min = 1, max = 15)
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
        @JsonPropertyDescription(
            "Groups whose members each get a WorkSpace, at most 20. Who leaves them has the"
                + " WorkSpace suspended, and never deleted. A user in several gets that of the"
                + " first.")
        List<ProvisionGroup> provisionGroups,
    @Size(max = 2)
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
    @Default("true")
        @JsonPropertyDescription(
            "Whether users are administrators of their own desktops (sudo), where the Bundle's"
                + " security profile has it. true if left out. A running desktop takes a change up"
                + " at its next start.")
        Boolean localAdministrators,
    @Size(max = 8)
        @JsonPropertyDescription(
            "Kinds of device from which users may connect; all if left out. The gateway sees to it.")
        List<DeviceType> deviceTypes,
    @Size(max = 100)
        @JsonPropertyDescription(
            "Addresses from which users may connect; anywhere if left out. The gateway sees to it.")
        List<IpAccessRule> ipAccessRules,
    @JsonPropertyDescription("What users may do to their own desktops. The gateway sees to it.")
        SelfService selfService,
    @JsonPropertyDescription(
            "The second factor at sign-in; none if left out. The gateway sees to it.")
        Mfa mfa,
    @JsonPropertyDescription("How much all desktops may take together; no limit if left out.")
        Quotas quotas) {

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
