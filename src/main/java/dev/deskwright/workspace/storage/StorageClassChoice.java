package dev.deskwright.workspace.storage;

import static dev.deskwright.api.v1alpha1.ConditionType.StorageReady;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.NoEncryptingStorageClass;
import static dev.deskwright.api.v1alpha1.WorkSpaceReason.StorageClassNotFound;

import dev.deskwright.kernel.Finding;
import dev.deskwright.kernel.Labels;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The class that a new drive gets.
 *
 * @param name its name; null for the cluster's default
 * @param problem why there is none, if so
 */
public record StorageClassChoice(String name, Optional<Finding> problem) {

  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

  /**
   * Chooses. An encrypted drive gets the wanted class, else the cluster's default, else the first
   * by name, of those that are marked as encrypting with the key; never one that is not marked.
   *
   * @param wanted the class that the Bundle names, or null
   * @param key the key to encrypt with; null for any
   */
  public static StorageClassChoice choose(
      String wanted, boolean encrypted, String key, List<StorageClass> classes) {
    if (wanted != null && classes.stream().noneMatch(c -> name(c).equals(wanted))) {
      return problem(
          Finding.no(
              StorageReady,
              StorageClassNotFound,
              "StorageClass \"%s\", which the Bundle names, does not exist: create it, or change the Bundle."
                  .formatted(wanted)));
    }
    if (!encrypted) {
      return new StorageClassChoice(wanted, Optional.empty());
    }
    return classes.stream()
        .filter(c -> wanted == null || name(c).equals(wanted))
        .filter(c -> encrypts(c, key))
        .min(
            Comparator.comparing((StorageClass c) -> !isDefault(c))
                .thenComparing(StorageClassChoice::name))
        .map(c -> new StorageClassChoice(name(c), Optional.empty()))
        .orElseGet(() -> problem(noneEncrypts(wanted, key)));
  }

  private static StorageClassChoice problem(Finding finding) {
    return new StorageClassChoice(null, Optional.of(finding));
  }

  private static Finding noneEncrypts(String wanted, String key) {
    String which =
        wanted == null ? "No StorageClass is" : "StorageClass \"%s\" is not".formatted(wanted);
    String how = key == null ? "encrypting" : "encrypting with key \"%s\"".formatted(key);
    return Finding.no(
        StorageReady,
        NoEncryptingStorageClass,
        "%s marked as %s: annotate one with %s: \"true\"%s."
            .formatted(
                which,
                how,
                Labels.ENCRYPTED,
                key == null ? "" : " and %s: %s".formatted(Labels.ENCRYPTION_KEY, key)));
  }

  private static boolean encrypts(StorageClass storageClass, String key) {
    return "true".equals(annotation(storageClass, Labels.ENCRYPTED))
        && (key == null || key.equals(annotation(storageClass, Labels.ENCRYPTION_KEY)));
  }

  static boolean isDefault(StorageClass storageClass) {
    return "true".equals(annotation(storageClass, DEFAULT_CLASS));
  }

  private static String annotation(StorageClass storageClass, String key) {
    var annotations = storageClass.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(key);
  }

  private static String name(StorageClass storageClass) {
    return storageClass.getMetadata().getName();
  }
}
