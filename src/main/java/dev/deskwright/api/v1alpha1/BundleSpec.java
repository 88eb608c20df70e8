package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
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
public record BundleSpec(
    @Size(min = 1, max = 256)
        @JsonPropertyDescription("What people choose it by, at most 256 characters.")
        String description,
    @Required
        @Size(min = 1, max = 512)
        @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9][a-zA-Z0-9._:/-]*(@sha256:[a-f0-9]{64})?$')",
            messageExpression =
                "'image \"%s\" is not an image reference: write it as for a pod, for example "
                    + "deskwright/desktop:0.1.0 or "
                    + "registry.example/team/desktop@sha256:...'.format([self])")
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
            value = "self.all(p, !self.exists(q, p != q && p.startsWith(q + '/')))",
            message =
                "rootPaths has a folder inside another of its folders: name the outer one only")
        @JsonPropertyDescription(
            "System folders kept on the root drive, so that what is installed there survives a"
                + " reboot; at most 16. Seeded from the image when the drive is new. An empty list:"
                + " no root drive, the system is the image's at every start.")
        List<
                @Size(min = 2, max = 256)
                @Pattern(
                    "^/(usr|etc|var|opt|root|srv|lib|lib64|bin|sbin|config|defaults|data)(/[A-Za-z0-9._-]+)*$")
                String>
            rootPaths,
    @Size(max = 64) @JsonPropertyDescription("Environment variables of the desktop, at most 64.")
        List<EnvVariable> env,
    @Min(64)
        @Max(65_536)
        @Default("512")
        @JsonPropertyDescription(
            "Shared memory (/dev/shm) in MiB, 64 to 65536, 512 if left out. Browsers need it. It"
                + " counts as memory of the desktop.")
        Integer sharedMemoryMib,
    @Size(max = 16) @JsonPropertyDescription("Labels that a node must have, at most 16.")
        Map<String, @Size(max = 63) String> nodeSelector,
    @Size(max = 16) @JsonPropertyDescription("Taints that a desktop tolerates, at most 16.")
        List<Toleration> tolerations,
    @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        @JsonPropertyDescription(
            "RuntimeClass of the pod, for example one of gVisor or Kata Containers.")
        String runtimeClassName,
    @JsonPropertyDescription("What the desktop may do on its node.") Security security) {

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
          "'env variable \"%s\" needs exactly one of value and "
              + "secretKeyRef'.format([self.name])")
  public record EnvVariable(
      @Required
          @Size(min = 1, max = 128)
          @Pattern("^[A-Za-z_][A-Za-z0-9_]*$")
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
          @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
          @JsonPropertyDescription("Name of the Secret, in this namespace.")
          String name,
      @Required
          @Size(min = 1, max = 253)
          @Pattern("^[-._a-zA-Z0-9]+$")
          @JsonPropertyDescription("Key in the Secret.")
          String key) {}

  /** A taint that the pod tolerates, as in a pod's own spec. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "self.?operator.orValue('Equal') != 'Exists' || !has(self.value)",
      message = "a toleration with operator Exists takes no value: leave value out")
  public record Toleration(
      @Size(max = 317) @JsonPropertyDescription("Key of the taint; every key if left out.")
          String key,
      @JsonPropertyDescription("Equal compares the value too, Exists does not; Equal if left out.")
          Operator operator,
      @Size(max = 63) @JsonPropertyDescription("Value of the taint.") String value,
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
