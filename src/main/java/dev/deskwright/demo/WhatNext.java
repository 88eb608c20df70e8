package dev.deskwright.demo;

import dev.deskwright.api.v1alpha1.WorkSpace;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a person can do after the demo. */
final class WhatNext {

  private WhatNext() {}

  static List<String> lines(Demo.Settings settings, ControlPlane plane, Manifests examples)
      throws IOException {
    List<String> lines = new ArrayList<>();
    if (settings.keep() && plane.kubeconfig().isPresent()) {
      Path kubeconfig =
          Files.writeString(
              settings.folder().resolve("kubeconfig"), inDemoNamespace(plane.kubeconfig().get()));
      String name = examples.names(WorkSpace.class).get(0);
      lines.add("Look around, in another terminal:");
      lines.add("  export KUBECONFIG=" + kubeconfig);
      lines.add("  kubectl get workspaces,pods,pvc");
      lines.add("  kubectl explain workspace.spec");
      lines.add("  ./deskwright usage --by directory");
      lines.add("  kubectl annotate ws %s deskwright.dev/reboot=again --overwrite".formatted(name));
      return lines;
    }
    lines.add("Next:");
    if (plane.isOurs() && !settings.keep()) {
      lines.add(
          command(
              "./deskwright demo --keep",
              plane.kubeconfig().isPresent()
                  ? "the same, and it stays up for your browser and kubectl"
                  : "the same, and it stays up for your browser"));
    }
    if (plane.isOurs()) {
      lines.add(command("./deskwright demo --kubeconfig FILE", "real desktops, on your cluster"));
    }
    lines.add(command("helm install deskwright helm/deskwright", "the operator in your cluster"));
    lines.add(command("ls examples/", "one story a file, to copy from"));
    return lines;
  }

  private static String command(String command, String what) {
    return "  %-42s%s".formatted(command, what);
  }

  /** The same connection, with the demo's namespace for commands that name none. */
  private static String inDemoNamespace(String kubeconfig) {
    Config config = KubeConfigUtils.parseConfigFromString(kubeconfig);
    config.getContexts().forEach(context -> context.getContext().setNamespace(DemoNamespace.NAME));
    return Serialization.asYaml(config);
  }
}
