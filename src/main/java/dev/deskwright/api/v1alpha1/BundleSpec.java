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
import java.util.Map;

/** What an administrator offers: one kind of desktop. */
@JsonClassDescription("What the desktops of this Bundle are made of.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!(self.?security.?profile.orValue('') == 'Restricted' && has(self.rootPaths) &&"
            + " self.rootPaths.size() > 0)",
    fieldPath = ".security",
    message =
        "security.profile Restricted needs rootPaths: [], since filling a root drive takes a root"
            + " user; use profile Baseline to keep a root drive")
@ValidationRule(
    value =
        "self.?security.?runAsUser.orValue(1) != 0 ||"
            + " self.?security.?profile.orValue(self.?rootPaths.orValue([]).size() == 0 ?"
            + " 'Restricted' : 'Baseline') == 'Baseline'",
    fieldPath = ".security",
    message =
        "security.runAsUser 0 is root, which profile Restricted (and an empty rootPaths) does not"
            + " allow: name another user, or set security.profile: Baseline")
@ValidationRule(
    value =
        "!has(self.rootPaths) || !has(self.userVolume) || !has(self.userVolume.mountPath) ||"
            + " !self.rootPaths.exists(p, p == self.userVolume.mountPath ||"
            + " p.startsWith(self.userVolume.mountPath + '/') ||"
            + " self.userVolume.mountPath.startsWith(p + '/'))",
    fieldPath = ".rootPaths",
    messageExpression =
        "'rootPaths and userVolume.mountPath \"%s\" cover each other: a folder is on the root drive"
            + " or on the user drive, so take it out of"
            + " rootPaths'.format([self.userVolume.mountPath])")
public record BundleSpec(
    @Size(min = 1, max = 256)
        @JsonPropertyDescription("What people choose it by, at most 256 characters.")
        String description,
    @Required
        @Size(min = 1, max = 512)
        @ValidationRule(
            value = "self" + Syntax.IMAGE,
            messageExpression =
                "'image \"%s\" is not an image reference: "
                    + Syntax.IMAGE_HINT
                    + "'.format([self])")
        @JsonPropertyDescription(
            "Container image of the desktop, at most 512 characters. A change takes effect in a"
                + " desktop when it is rebuilt, not before.")
        String image,
    @Default("IfNotPresent")
        @JsonPropertyDescription("When the node pulls the image; IfNotPresent if left out.")
        PullPolicy imagePullPolicy,
    @Size(max = 8)
        @JsonPropertyDescription("Secrets in this namespace that let the node pull the image.")
        List<LocalReference> imagePullSecrets,
    @Required @JsonPropertyDescription("Processors, memory and graphics of a desktop.")
        Compute compute,
    @JsonPropertyDescription("The root drive: 80 GiB of the default class if left out.")
        RootVolume rootVolume,
    @JsonPropertyDescription("The user drive: 50 GiB of the default class if left out.")
        UserVolume userVolume,
    @Required @JsonPropertyDescription("How the desktop's picture is reached.") Protocol protocol,
    @JsonPropertyDescription(
            "How it is known that the desktop can be connected to; a TCP connection to the"
                + " protocol's port if left out.")
        Readiness readiness,
    @Size(max = 16)
        @Default("[\"/usr\", \"/etc\", \"/var\", \"/opt\", \"/root\", \"/srv\"]")
        @ValidationRule(
            value = "self.all(p, " + ROOT_PATH + ")",
            messageExpression =
                "'rootPaths has \"%s\", which cannot be kept on the root drive: use /usr, /etc,"
                    + " /var, /opt, /root, /srv, /config, /defaults,"
                    + " /data or folders in them'.format([self.filter(p, !("
                    + ROOT_PATH
                    + "))[0]])")
        @ValidationRule(
            value = "self.all(p, !self.exists(q, p.startsWith(q + '/')))",
            messageExpression =
                "'rootPaths has \"%s\", which is inside another of its folders: name the outer one"
                    + " only'.format([self.filter(p, self.exists(q, p.startsWith(q + '/')))[0]])")
        @JsonPropertyDescription(
            "System folders kept on the root drive, so that what is installed there survives a"
                + " reboot; at most 16. Seeded from the image when the drive is new. An empty list:"
                + " no root drive, the system is the image's at every start.")
        List<@Size(min = 2, max = 256) String> rootPaths,
    @Size(max = 64) @JsonPropertyDescription("Environment variables of the desktop, at most 64.")
        List<EnvVariable> env,
    @Min(64)
        @Max(65_536)
        @Default("512")
        @JsonPropertyDescription(
            "Shared memory (/dev/shm) in MiB, 64 to 65536, 512 if left out. Browsers need it. It"
                + " counts as memory of the desktop.")
        Integer sharedMemoryMib,
    @Size(max = 16)
        @ValidationRule(
            value = LabelRules.SELECTOR_KEYS,
            messageExpression = LabelRules.SELECTOR_KEYS_MESSAGE)
        @ValidationRule(
            value = LabelRules.VALUES,
            messageExpression = LabelRules.SELECTOR_VALUES_MESSAGE)
        @JsonPropertyDescription("Labels that a node must have, at most 16.")
        Map<String, @Size(max = 63) String> nodeSelector,
    @Size(max = 16) @JsonPropertyDescription("Taints that a desktop tolerates, at most 16.")
        List<Toleration> tolerations,
    @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self" + Syntax.SUBDOMAIN,
            messageExpression =
                "'runtimeClassName \"%s\" is not a name: "
                    + Syntax.SUBDOMAIN_HINT
                    + "'.format([self])")
        @JsonPropertyDescription(
            "RuntimeClass of the pod, for example one of gVisor or Kata Containers.")
        String runtimeClassName,
    @JsonPropertyDescription("What the desktop may do on its node.") Security security,
    @JsonPropertyDescription("What a desktop costs; its status then says what it has cost so far.")
        Prices prices) {

  private static final String ROOT_PATH =
      "p.matches('^/(usr|etc|var|opt|root|srv|config|defaults|data)(/[A-Za-z0-9._-]+)*$')"
          + " && p"
          + Syntax.NO_DOT_PARTS;

  /** When the node pulls an image. */
  public enum PullPolicy {
    Always,
    IfNotPresent,
    Never
  }

  /** An environment variable: a value, or one from a Secret. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "has(self.value) != has(self.secretKeyRef)",
      messageExpression =
          "'env variable \"%s\" has %s of value and secretKeyRef: give exactly one of"
              + " them'.format([self.name, has(self.value) ? 'both' : 'neither'])")
  public record EnvVariable(
      @Required
          @Size(min = 1, max = 128)
          @ValidationRule(
              value = "self.matches('^[A-Za-z_][A-Za-z0-9_]*$')",
              messageExpression =
                  "'name \"%s\" is not that of an environment variable: use letters, digits and _"
                      + " with no digit first'.format([self])")
          @ValidationRule(
              value = "!self.startsWith('DESKWRIGHT_USER') && self != 'HOME'",
              messageExpression =
                  "'env variable \"%s\" is set by the operator: leave it out'.format([self])")
          @JsonPropertyDescription(
              "Name of the variable. HOME and DESKWRIGHT_USER are set by the operator.")
          String name,
      @Size(max = 4096)
          @JsonPropertyDescription(
              "Its value, at most 4096 characters. $(DESKWRIGHT_USER) becomes the user's name.")
          String value,
      @JsonPropertyDescription("Key of a Secret in this namespace that has the value.")
          SecretKey secretKeyRef) {}

  /** One key of a Secret in the same namespace. */
  public record SecretKey(
      @Required
          @Size(min = 1, max = 253)
          @ValidationRule(
              value = "self" + Syntax.SUBDOMAIN,
              messageExpression =
                  "'name \"%s\" is not a name: " + Syntax.SUBDOMAIN_HINT + "'.format([self])")
          @JsonPropertyDescription("Name of the Secret, in this namespace.")
          String name,
      @Required
          @Size(min = 1, max = 253)
          @ValidationRule(
              value = Syntax.DATA_KEY,
              messageExpression =
                  "'key \"%s\" is not a key of a Secret: "
                      + Syntax.DATA_KEY_HINT
                      + "'.format([self])")
          @JsonPropertyDescription("Key in the Secret.")
          String key) {}

  /** A taint that the pod tolerates, as in a pod's own spec. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "self.?operator.orValue('Equal') != 'Exists' || !has(self.value)",
      fieldPath = ".value",
      messageExpression =
          "'toleration of \"%s\" with operator Exists takes no value, and has \"%s\": leave value"
              + " out, or set operator: Equal'.format([self.?key.orValue(''),"
              + " self.?value.orValue('')])")
  @ValidationRule(
      value = "self.?key.orValue('') != '' || self.?operator.orValue('Equal') == 'Exists'",
      fieldPath = ".key",
      message =
          "a toleration without a key needs operator Exists: name the taint's key, or set operator:"
              + " Exists to tolerate every taint")
  public record Toleration(
      @Size(max = 317)
          @ValidationRule(
              value = "self == '' || self" + Syntax.LABEL_KEY,
              messageExpression =
                  "'key \"%s\" is not that of a taint: "
                      + Syntax.LABEL_KEY_HINT
                      + "'.format([self])")
          @JsonPropertyDescription("Key of the taint; every key if left out.")
          String key,
      @JsonPropertyDescription("Equal compares the value too, Exists does not; Equal if left out.")
          Operator operator,
      @Size(max = 63)
          @ValidationRule(
              value = "self" + Syntax.LABEL_VALUE,
              messageExpression =
                  "'value \"%s\" is not that of a taint: "
                      + Syntax.LABEL_VALUE_HINT
                      + "'.format([self])")
          @JsonPropertyDescription("Value of the taint.")
          String value,
      @JsonPropertyDescription("Effect of the taint; every effect if left out.") Effect effect) {

    /** How the value is compared. */
    public enum Operator {
      Equal,
      Exists
    }

    /** What a taint does. */
    public enum Effect {
      NoSchedule,
      PreferNoSchedule,
      NoExecute
    }
  }
}
