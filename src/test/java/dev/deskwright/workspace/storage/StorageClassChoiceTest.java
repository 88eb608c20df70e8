package dev.deskwright.workspace.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.WorkSpaceReason;
import dev.deskwright.kernel.Labels;
import dev.deskwright.workspace.Samples;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StorageClassChoiceTest {

  private static final StorageClass PLAIN = Samples.storageClass("plain", true, null);
  private static final StorageClass ANY_KEY = Samples.storageClass("b-sealed", false, "");
  private static final StorageClass KEY_1 = Samples.storageClass("c-key1", false, "key1");
  private static final StorageClass KEY_2 = Samples.storageClass("a-key2", false, "key2");
  private static final StorageClass DEFAULT_KEY_1 = Samples.storageClass("z-key1", true, "key1");

  private static Arguments of(
      String wanted, boolean encrypted, String key, Object answer, StorageClass... classes) {
    return Arguments.of(wanted, encrypted, key, List.of(classes), answer);
  }

  static Stream<Arguments> table() {
    return Stream.of(
        of(null, false, null, "(default)"),
        of(null, false, null, "(default)", PLAIN, KEY_1),
        of("plain", false, null, "plain", PLAIN, KEY_1),
        of("gone", false, null, WorkSpaceReason.StorageClassNotFound, PLAIN),
        of("gone", true, null, WorkSpaceReason.StorageClassNotFound, KEY_1),
        of(null, true, null, WorkSpaceReason.NoEncryptingStorageClass),
        of(null, true, null, WorkSpaceReason.NoEncryptingStorageClass, PLAIN),
        of("plain", true, null, WorkSpaceReason.NoEncryptingStorageClass, PLAIN, KEY_1),
        of(null, true, null, "a-key2", PLAIN, ANY_KEY, KEY_1, KEY_2),
        of(null, true, null, "z-key1", ANY_KEY, KEY_2, DEFAULT_KEY_1),
        of(null, true, "key1", "c-key1", PLAIN, ANY_KEY, KEY_1, KEY_2),
        of(null, true, "key1", "z-key1", KEY_1, DEFAULT_KEY_1),
        of(null, true, "key3", WorkSpaceReason.NoEncryptingStorageClass, ANY_KEY, KEY_1),
        of("c-key1", true, "key1", "c-key1", KEY_1, DEFAULT_KEY_1),
        of("c-key1", true, "key2", WorkSpaceReason.NoEncryptingStorageClass, KEY_1, KEY_2));
  }

  @ParameterizedTest
  @MethodSource("table")
  void choice(
      String wanted, boolean encrypted, String key, List<StorageClass> classes, Object answer) {
    var choice = StorageClassChoice.choose(wanted, encrypted, key, classes);
    if (answer instanceof WorkSpaceReason) {
      assertThat(choice.problem().orElseThrow().reason()).isEqualTo(answer);
      assertThat(choice.name()).isNull();
    } else {
      assertThat(choice.problem()).isEmpty();
      assertThat(choice.name()).isEqualTo("(default)".equals(answer) ? null : answer);
    }
  }

  @Provide
  Arbitrary<List<StorageClass>> classes() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c", "d"),
            Arbitraries.of(true, false),
            Arbitraries.of("", "key1", "key2").injectNull(0.4))
        .as(Samples::storageClass)
        .list()
        .uniqueElements(c -> c.getMetadata().getName())
        .ofMaxSize(3);
  }

  @Property
  void anEncryptedDriveIsNeverGivenAClassThatDoesNotEncryptWithItsKey(
      @ForAll("classes") List<StorageClass> classes) {
    for (String wanted : Arrays.asList(null, "a", "b")) {
      for (String key : Arrays.asList(null, "key1", "key2")) {
        var choice = StorageClassChoice.choose(wanted, true, key, classes);
        if (choice.problem().isEmpty()) {
          assertThat(classes).anyMatch(named(choice.name()).and(encrypts(key)));
        }
      }
    }
  }

  @Property
  void theOrderOfTheClassesDoesNotMatter(
      @ForAll("classes") List<StorageClass> classes, @ForAll Random random) {
    List<StorageClass> shuffled = new ArrayList<>(classes);
    Collections.shuffle(shuffled, random);
    assertThat(StorageClassChoice.choose(null, true, "key1", shuffled))
        .isEqualTo(StorageClassChoice.choose(null, true, "key1", classes));
  }

  private static Predicate<StorageClass> named(String name) {
    return c -> c.getMetadata().getName().equals(name);
  }

  private static Predicate<StorageClass> encrypts(String key) {
    return c -> {
      var annotations = c.getMetadata().getAnnotations();
      return "true".equals(annotations.get(Labels.ENCRYPTED))
          && (key == null || key.equals(annotations.get(Labels.ENCRYPTION_KEY)));
    };
  }
}
