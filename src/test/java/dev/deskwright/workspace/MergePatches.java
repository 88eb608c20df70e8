package dev.deskwright.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.deskwright.kernel.MergePatch;

/** Applies merge patches to texts. */
public final class MergePatches {

  private static final JsonMapper JSON = new JsonMapper();

  private MergePatches() {}

  /** The target with the patch applied, both as text. */
  public static String apply(String target, String patch) {
    try {
      return MergePatch.apply(JSON.readTree(target), JSON.readTree(patch)).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
