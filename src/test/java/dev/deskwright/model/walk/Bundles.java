package dev.deskwright.model.walk;

import dev.deskwright.api.v1alpha1.Bundle;
import dev.deskwright.workspace.Samples;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Bundles that there can be: three by name, each with one of some images. */
final class Bundles {

  static final int IMAGES = 3;
  static final List<String> NAMES = List.of("standard", "big", "thin");
  private static final Map<String, Bundle> ALL = new TreeMap<>();

  static {
    for (int image = 0; image < IMAGES; image++) {
      for (String name : NAMES) {
        ALL.put(name + image, make(name, image));
      }
    }
  }

  private Bundles() {}

  static Bundle of(String name, int image) {
    return ALL.get(name + image);
  }

  private static Bundle make(String name, int image) {
    Bundle bundle =
        name.equals("thin")
            ? Samples.bundleWithoutRoot()
            : Samples.bundleNamed(name, "example/%s:%d".formatted(name, image));
    bundle.getMetadata().setName(name);
    bundle.getMetadata().setUid(name + "-uid");
    return bundle;
  }
}
