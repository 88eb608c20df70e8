package dev.deskwright.workspace;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.fixture.PlayedDirectories;
import dev.deskwright.kernel.Labels;
import dev.deskwright.users.UserAnswer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;

/** Objects to test with, each written as a person would write it. */
public final class Samples {

  /** The time at which all tests take place. */
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private Samples() {}

  /** A WorkSpace of alice named desk; the lines are added to its spec. */
  public static WorkSpace workspace(String... spec) {
    return workspaceNamed("desk", "11111111-0000-0000-0000-000000000000", spec);
  }

  /** What the directory says of its user when all is well. */
  public static UserAnswer known(WorkSpace workspace) {
    return new UserAnswer.Known(PlayedDirectories.user(workspace.getSpec().userName()));
  }

  /** A WorkSpace of alice. */
  public static WorkSpace workspaceNamed(String name, String uid, String... spec) {
    return parse(
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: WorkSpace
        metadata: {name: %s, namespace: team, uid: %s, generation: 1, resourceVersion: '1', creationTimestamp: '2026-11-23T11:00:00Z'}
        spec:
          userName: alice
          directoryRef: {name: corp}
          bundleRef: {name: standard}
        """
            .formatted(name, uid),
        WorkSpace.class,
        spec);
  }

  /** A Bundle named standard; the lines are added to its spec. */
  public static Bundle bundle(String... spec) {
    return bundleOf("example/desktop:1", "[/usr, /etc]", spec);
  }

  /** The same with another image. */
  public static Bundle bundleWithImage(String image) {
    return bundleOf(image, "[/usr, /etc]");
  }

  /** A Bundle without a root drive. */
  public static Bundle bundleWithoutRoot(String... spec) {
    return bundleOf("example/desktop:1", "[]", spec);
  }

  private static Bundle bundleOf(String image, String rootPaths, String... spec) {
    return parse(
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: Bundle
        metadata: {name: standard, namespace: team, uid: bbbbbbbb-0000-0000-0000-000000000000, generation: 1, resourceVersion: '1'}
        spec:
          image: %s
          compute: {type: Standard}
          protocol: {name: HTTP, port: 6901}
          rootPaths: %s
        """
            .formatted(image, rootPaths),
        Bundle.class,
        spec);
  }

  /** The Bundle named standard under another name, with another image. */
  public static Bundle bundleNamed(String name, String image, String... spec) {
    Bundle bundle = bundleOf(image, "[/usr, /etc]", spec);
    bundle.getMetadata().setName(name);
    bundle.getMetadata().setUid("cccccccc-0000-0000-0000-000000000000");
    return bundle;
  }

  /** A Directory named corp; the lines are added to its spec. */
  public static Directory directory(String... spec) {
    return parse(
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: Directory
        metadata: {name: corp, namespace: team, uid: dddddddd-0000-0000-0000-000000000000, generation: 1, resourceVersion: '1'}
        spec:
          type: SimpleAD
          domainName: corp.example.com
        """,
        Directory.class,
        spec);
  }

  /** A StorageClass; encrypting with the key if one is named, with any if it is empty. */
  public static StorageClass storageClass(String name, boolean isDefault, String key) {
    return storageClass(name, isDefault, key, null);
  }

  /** The same, with what volumeBindingMode says. */
  public static StorageClass storageClass(
      String name, boolean isDefault, String key, String bindingMode) {
    var builder = new StorageClassBuilder().withNewMetadata().withName(name);
    if (isDefault) {
      builder.addToAnnotations("storageclass.kubernetes.io/is-default-class", "true");
    }
    if (key != null) {
      builder.addToAnnotations(Labels.ENCRYPTED, "true");
    }
    if (key != null && !key.isEmpty()) {
      builder.addToAnnotations(Labels.ENCRYPTION_KEY, key);
    }
    return builder
        .endMetadata()
        .withVolumeBindingMode(bindingMode)
        .withAllowVolumeExpansion(true)
        .build();
  }

  /** A pod named desk, made 30 minutes ago on node n1, with a status in YAML's flow style. */
  public static Pod pod(String status) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: desk, namespace: team, uid: pod-1, resourceVersion: '7', creationTimestamp: '2026-11-23T11:30:00Z'}
        spec: {nodeName: n1}
        status: %s
        """
            .formatted(status),
        Pod.class);
  }

  private static <T> T parse(String yaml, Class<T> type, String... spec) {
    var text = new StringBuilder(yaml);
    for (String line : spec) {
      if (line.startsWith("userName:")) {
        text.replace(0, text.length(), text.toString().replace("  userName: alice\n", ""));
      }
      text.append("  ").append(line).append('\n');
    }
    return Serialization.unmarshal(text.toString(), type);
  }
}
