package dev.deskwright.workspace.desired;

import dev.deskwright.api.v1alpha1.Security;
import dev.deskwright.api.v1alpha1.Security.Profile;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.Optional;

/**
 * What a desktop may do on its node, in the profiles of the Pod Security Standards.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security
 *     Standards</a>
 */
final class SecurityTemplate {

  /** The first ordinary user of a Linux image. */
  private static final int FIRST_USER = 1000;

  private SecurityTemplate() {}

  static PodSecurityContext pod(Blueprint blueprint) {
    var context =
        new PodSecurityContextBuilder()
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile();
    runAsUser(blueprint).map(Integer::longValue).ifPresent(context::withRunAsUser);
    if (runAsUser(blueprint).orElse(0) != 0) {
      // A user who is given no group is in root's.
      context.withRunAsGroup((long) group(blueprint));
    }
    if (restricted(blueprint)) {
      context.withRunAsNonRoot(true);
    }
    if (!blueprint.installed().hasRootDrive()) {
      // With a root drive this would hand the group every file of /etc and /usr as well.
      context.withFsGroup((long) group(blueprint)).withFsGroupChangePolicy("OnRootMismatch");
    }
    return context.build();
  }

  static SecurityContext desktop(Blueprint blueprint) {
    if (!restricted(blueprint)) {
      return blueprint.rules().localAdministrator()
          ? null
          : new SecurityContextBuilder().withAllowPrivilegeEscalation(false).build();
    }
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }

  /** Root, with just what copying a system and giving away a home folder takes. */
  static SecurityContext seed() {
    return new SecurityContextBuilder()
        .withRunAsUser(0L)
        .withRunAsNonRoot(false)
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .withAdd("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "SETFCAP", "MKNOD")
        .endCapabilities()
        .build();
  }

  /** The user who is given a new home folder. */
  static int homeOwner(Blueprint blueprint) {
    return runAsUser(blueprint).orElse(FIRST_USER);
  }

  static int group(Blueprint blueprint) {
    return security(blueprint).map(Security::fsGroup).orElse(FIRST_USER);
  }

  private static boolean restricted(Blueprint blueprint) {
    return security(blueprint)
            .map(Security::profile)
            .orElse(blueprint.installed().hasRootDrive() ? Profile.Baseline : Profile.Restricted)
        == Profile.Restricted;
  }

  private static Optional<Integer> runAsUser(Blueprint blueprint) {
    return security(blueprint).map(Security::runAsUser);
  }

  private static Optional<Security> security(Blueprint blueprint) {
    return Optional.ofNullable(blueprint.bundle().security());
  }
}
