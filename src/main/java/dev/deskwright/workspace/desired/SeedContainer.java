package dev.deskwright.workspace.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import java.util.ArrayList;
import java.util.List;

/** The init container that fills a new root drive from the image, once and all or nothing. */
final class SeedContainer {

  /** Folder on the root drive that is there only once all of the system is in it. */
  static final String SYSTEM = "system";

  private static final String ROOT = "/deskwright/root";
  private static final String HOME = "/deskwright/home";

  /** Called with the owner of the home folder and the folders to copy. */
  private static final String SCRIPT =
      """
      set -eu
      root=%1$s home=%2$s owner=$1
      shift
      if [ ! -d "$root/%3$s" ]; then
        echo "filling the root drive from the image"
        rm -rf "$root/.seeding"
        for path in "$@"; do
          mkdir -p "$root/.seeding${path%%/*}"
          if [ -d "$path" ]; then cp -a "$path" "$root/.seeding$path"; else mkdir "$root/.seeding$path"; fi
        done
        sync
        mv "$root/.seeding" "$root/%3$s"
        sync
      fi
      if [ -O "$home" ]; then chown "$owner" "$home"; fi
      """;

  private static final String SEED = script(ROOT, HOME);

  private SeedContainer() {}

  /** What the container runs, with the mount points of its two drives. */
  static String script(String root, String home) {
    return SCRIPT.formatted(root, home, SYSTEM);
  }

  static Container container(Blueprint blueprint) {
    String owner = SecurityTemplate.homeOwner(blueprint) + ":" + SecurityTemplate.group(blueprint);
    List<String> arguments = new ArrayList<>(List.of("seed", owner));
    arguments.addAll(blueprint.installed().rootPaths());
    return new ContainerBuilder()
        .withName("seed-root")
        .withImage(blueprint.installed().image())
        .withImagePullPolicy(DesktopContainer.pullPolicy(blueprint.bundle()))
        .withCommand("/bin/sh", "-c", SEED)
        .withArgs(arguments)
        .withResources(DesktopContainer.requirements(blueprint.resources()))
        .withSecurityContext(SecurityTemplate.seed())
        .withVolumeMounts(
            DesktopContainer.mount(PodTemplate.ROOT_VOLUME, ROOT),
            DesktopContainer.mount(PodTemplate.HOME_VOLUME, HOME))
        .build();
  }
}
