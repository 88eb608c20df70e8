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
                + " be changed. This version looks no user up: user names are taken as they are.")
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
        MaintenanceWindow maintenanceWindow) {

  /** The types, by the names that AWS gives them. */
  public enum Type {
    SimpleAD,
    ADConnector,
    MicrosoftAD,
    CrossTrust
  }
}
