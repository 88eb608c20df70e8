package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** What a person asks for: whose desktop, from which directory and bundle, kept how. */
@JsonClassDescription(
    "What is asked for: whose desktop, from which Directory and Bundle, kept " + "how.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "self.?rootVolume.?encrypted.orValue(false) =="
            + " oldSelf.?rootVolume.?encrypted.orValue(false)",
    fieldPath = ".rootVolume",
    messageExpression =
        "'rootVolume.encrypted cannot change from %s: encryption is chosen when a "
            + "WorkSpace is created; create a new "
            + "one'.format([oldSelf.?rootVolume.?encrypted.orValue(false)])")
@ValidationRule(
    value =
        "self.?userVolume.?encrypted.orValue(false) =="
            + " oldSelf.?userVolume.?encrypted.orValue(false)",
    fieldPath = ".userVolume",
    messageExpression =
        "'userVolume.encrypted cannot change from %s: encryption is chosen when a "
            + "WorkSpace is created; create a new "
            + "one'.format([oldSelf.?userVolume.?encrypted.orValue(false)])")
@ValidationRule(
    value = "self.?rootVolume.?sizeGib.orValue(0) >= oldSelf.?rootVolume.?sizeGib.orValue(0)",
    fieldPath = ".rootVolume",
    messageExpression =
        "has(self.rootVolume) && has(self.rootVolume.sizeGib) ? 'rootVolume.sizeGib %s is less than"
            + " %s: a volume can only grow'.format([self.?rootVolume.?sizeGib.orValue(0),"
            + " oldSelf.?rootVolume.?sizeGib.orValue(0)]) : 'rootVolume.sizeGib was %s and is left"
            + " out: a volume can only grow, so keep the"
            + " size'.format([oldSelf.?rootVolume.?sizeGib.orValue(0)])")
@ValidationRule(
    value = "self.?userVolume.?sizeGib.orValue(0) >= oldSelf.?userVolume.?sizeGib.orValue(0)",
    fieldPath = ".userVolume",
    messageExpression =
        "has(self.userVolume) && has(self.userVolume.sizeGib) ? 'userVolume.sizeGib %s is less than"
            + " %s: a volume can only grow'.format([self.?userVolume.?sizeGib.orValue(0),"
            + " oldSelf.?userVolume.?sizeGib.orValue(0)]) : 'userVolume.sizeGib was %s and is left"
            + " out: a volume can only grow, so keep the"
            + " size'.format([oldSelf.?userVolume.?sizeGib.orValue(0)])")
@ValidationRule(
    value =
        "(has(self.userVolume) && has(self.userVolume.claimName)) =="
            + " (has(oldSelf.userVolume) && has(oldSelf.userVolume.claimName)) &&"
            + " (!has(self.userVolume) || !has(self.userVolume.claimName) ||"
            + " self.userVolume.claimName == oldSelf.userVolume.claimName)",
    fieldPath = ".userVolume",
    messageExpression =
        "'userVolume.claimName cannot change from \"%s\": a drive is adopted when a WorkSpace is"
            + " created; create a new"
            + " one'.format([oldSelf.?userVolume.?claimName.orValue('')])")
@ValidationRule(
    value =
        "has(self.volumeEncryptionKey) == has(oldSelf.volumeEncryptionKey) &&"
            + " (!has(self.volumeEncryptionKey) ||"
            + " self.volumeEncryptionKey == oldSelf.volumeEncryptionKey)",
    fieldPath = ".volumeEncryptionKey",
    messageExpression =
        "'volumeEncryptionKey cannot change from \"%s\": it is chosen when a WorkSpace "
            + "is created; create a new "
            + "one'.format([oldSelf.?volumeEncryptionKey.orValue('')])")
@ValidationRule(
    value =
        "!has(self.volumeEncryptionKey) || self.?rootVolume.?encrypted.orValue(false) ||"
            + " self.?userVolume.?encrypted.orValue(false)",
    fieldPath = ".volumeEncryptionKey",
    messageExpression =
        "'volumeEncryptionKey \"%s\" has no volume to encrypt: set "
            + "rootVolume.encrypted or userVolume.encrypted to true, or leave the key "
            + "out'.format([self.volumeEncryptionKey])")
public record WorkSpaceSpec(
    @Required
        @Size(min = 1, max = 63)
        @ValidationRule(
            value =
                "self.matches('^([A-Za-z0-9][A-Za-z0-9.-]*\\\\\\\\)?[A-Za-z0-9]([A-Za-z0-9._@-]*[A-Za-z0-9])?$')",
            messageExpression =
                "'userName \"%s\" is not a login name: use letters, digits and . _ - @ or one"
                    + " backslash after a domain, with a letter or digit first and last, as in"
                    + " alice, alice@corp.example.com or CORP\\\\alice'.format([self])")
        @ValidationRule(
            value = "!self.lowerAscii().matches('^(.*\\\\\\\\)?root$')",
            messageExpression =
                "'userName \"%s\" is the system\\'s own: name the person who uses the"
                    + " desktop'.format([self])")
        @ValidationRule(
            value = "self == oldSelf",
            messageExpression =
                "'userName cannot change from \"%s\" to \"%s\": a desktop belongs to one user; "
                    + "create a new WorkSpace'.format([oldSelf, self])")
        @JsonPropertyDescription(
            "Login name of the desktop's user in the directory, 1 to 63 characters. One user has at"
                + " most one WorkSpace in a directory. Cannot be changed.")
        String userName,
    @Required
        @ValidationRule(
            value = "self == oldSelf",
            messageExpression =
                "'directoryRef cannot change from \"%s\" to \"%s\": create a new WorkSpace in "
                    + "the other directory'.format([oldSelf.name, self.name])")
        @ValidationRule(
            value = Syntax.DIRECTORY_NAME,
            fieldPath = ".name",
            messageExpression = "'directoryRef.name" + Syntax.DIRECTORY_NAME_HINT)
        @JsonPropertyDescription(
            "The Directory in this namespace that knows the user and sets the rules. Cannot be"
                + " changed.")
        LocalReference directoryRef,
    @Required
        @ValidationRule(
            value = Syntax.BUNDLE_NAME,
            fieldPath = ".name",
            messageExpression = Syntax.BUNDLE_NAME_MESSAGE)
        @JsonPropertyDescription(
            "The Bundle in this namespace that says what the desktop is made of. A change migrates"
                + " the desktop: a new root drive from the new Bundle, the user drive kept.")
        LocalReference bundleRef,
    @JsonPropertyDescription(
            "When the desktop runs. Left out, the Directory's default applies, and without one"
                + " AlwaysOn.")
        RunningMode runningMode,
    @JsonPropertyDescription(
            "The root drive: the desktop's operating system and programs. Left out, the Bundle's"
                + " size, not encrypted.")
        VolumeRequest rootVolume,
    @JsonPropertyDescription(
            "The user drive: the user's home folder. Left out, a new one of the"
                + " Bundle's size, not encrypted.")
        UserVolumeRequest userVolume,
    @Size(min = 1, max = 256)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9][A-Za-z0-9:/_.-]*$')",
            messageExpression =
                "'volumeEncryptionKey \"%s\" is not the name of a key: use letters, digits and : /"
                    + " _ . - with a letter or digit first, for example"
                    + " alias/desktops'.format([self])")
        @JsonPropertyDescription(
            "The key that encrypts the volumes that ask for it. Only a StorageClass annotated"
                + " deskwright.dev/encryption-key with this value is used; if there is none, the"
                + " WorkSpace is not created. Left out, any StorageClass annotated"
                + " deskwright.dev/encrypted: \"true\" will do. Cannot be changed.")
        String volumeEncryptionKey,
    @Size(min = 1, max = 63)
        @ValidationRule(
            value = "self.matches('^[A-Za-z][A-Za-z0-9]*$')",
            messageExpression =
                "'computeType \"%s\" is not the name of a compute type: use letters and digits, as"
                    + " in Standard or PowerPro'.format([self])")
        @JsonPropertyDescription(
            "Compute type to use instead of the Bundle's, for example Value, Standard, Performance,"
                + " Power or PowerPro; docs/reference lists them. Takes effect at the next start.")
        String computeType,
    @Size(max = 50)
        @ValidationRule(
            value = LabelRules.TAG_KEYS,
            messageExpression = LabelRules.TAG_KEYS_MESSAGE)
        @ValidationRule(
            value = LabelRules.TAGS_NOT_RESERVED,
            messageExpression = LabelRules.TAGS_NOT_RESERVED_MESSAGE)
        @ValidationRule(
            value = LabelRules.VALUES,
            messageExpression = LabelRules.TAG_VALUES_MESSAGE)
        @JsonPropertyDescription(
            "At most 50 tags, put as labels on everything that belongs to the desktop, for cost"
                + " reports and selection. A change relabels in place, with no restart.")
        Map<String, @Size(max = 63) String> tags,
    @Default("Delete")
        @JsonPropertyDescription(
            "What becomes of the user volume when the WorkSpace is deleted: Delete removes it,"
                + " Retain leaves it, Snapshot leaves a last snapshot of it, or the volume itself"
                + " where no snapshot can be had. Delete if left out. All else is always removed.")
        DeletionPolicy deletionPolicy,
    @Default("Available")
        @JsonPropertyDescription(
            "AdminMaintenance: an administrator works on the desktop, so operations are refused,"
                + " nothing starts or stops it, and a pod that goes is not made again. Available if"
                + " left out.")
        Maintenance maintenance,
    @Default("false")
        @JsonPropertyDescription(
            "Takes the desktop out of service, as when its user is on leave: it is stopped, its"
                + " volumes are kept, and nothing starts it until this is false again. false if left"
                + " out.")
        Boolean suspended) {

  /** What becomes of the user volume. */
  public enum DeletionPolicy {
    Delete,
    @JsonEnumDefaultValue
    Retain,
    Snapshot
  }

  /** Whether an administrator has taken the desktop out of service. */
  public enum Maintenance {
    Available,
    @JsonEnumDefaultValue
    AdminMaintenance
  }
}
