package dev.deskwright.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.deskwright.api.v1alpha1.Compute.Gpu;
import dev.deskwright.api.v1alpha1.Compute.Resources;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The compute types that a Bundle or WorkSpace can name. The built-in ones have the names and sizes
 * of Amazon WorkSpaces.
 *
 * @see <a href="https://aws.amazon.com/workspaces/features/">Amazon WorkSpaces bundles</a>
 */
public final class ComputeTypes {

  private static final String NVIDIA = "nvidia.com/gpu";
  private static final ComputeTypes BUILT_IN =
      new ComputeTypes(
          Map.of(
              "Value", type(1, 2, 0),
              "Standard", type(2, 4, 0),
              "Performance", type(2, 8, 0),
              "Power", type(4, 16, 0),
              "PowerPro", type(8, 32, 0),
              "GeneralPurpose4xlarge", type(16, 64, 0),
              "GeneralPurpose8xlarge", type(32, 128, 0),
              "GraphicsG4dn", type(4, 16, 1),
              "GraphicsProG4dn", type(16, 64, 1)));

  private final Map<String, Resources> types;

  private ComputeTypes(Map<String, Resources> types) {
    this.types = Collections.unmodifiableMap(new TreeMap<>(types));
  }

  private static Resources type(int vcpu, int memoryGib, int gpus) {
    return new Resources(
        Integer.toString(vcpu), memoryGib + "Gi", gpus == 0 ? null : new Gpu(NVIDIA, gpus));
  }

  /** The types that every operator knows. */
  public static ComputeTypes builtIn() {
    return BUILT_IN;
  }

  /** These types, with those in the YAML text added, or replaced where the name is the same. */
  ComputeTypes with(String yaml) throws JsonProcessingException {
    var mapper =
        JsonMapper.builder(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    Map<String, Resources> own = mapper.readValue(yaml, new TypeReference<>() {});
    Map<String, Resources> all = new TreeMap<>(types);
    all.putAll(own == null ? Map.of() : own);
    return new ComputeTypes(all);
  }

  /** The figures of a type, if there is one with this name. */
  public Optional<Resources> find(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** All types by name, in order of the names. */
  public Map<String, Resources> all() {
    return types;
  }

  /** The names of all types, for messages. */
  public String names() {
    return String.join(", ", types.keySet());
  }
}
