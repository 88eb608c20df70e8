package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Processors, memory and graphics: a type with a name, or own figures. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.type) != has(self.resources)",
    message = "compute needs exactly one of type and resources")
public record Compute(
    @Size(min = 1, max = 63)
        @Pattern("^[A-Za-z][A-Za-z0-9]*$")
        @JsonPropertyDescription(
            "A compute type by name: Value (1 vCPU, 2 GiB), Standard (2, 4), Performance (2, 8),"
                + " Power (4, 16), PowerPro (8, 32), GeneralPurpose4xlarge (16, 64),"
                + " GeneralPurpose8xlarge (32, 128), GraphicsG4dn (4, 16, 1 GPU), GraphicsProG4dn"
                + " (16, 64, 1 GPU), or one from the operator's configuration.")
        String type,
    @JsonPropertyDescription("Own figures instead of a type.") Resources resources) {

  /** Own figures. A desktop is guaranteed what it may use: requests equal limits. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Resources(
      @Required
          @Size(min = 1, max = 16)
          @Pattern("^([1-9][0-9]{0,5}m|[1-9][0-9]{0,2}([.][0-9]{1,3})?|0[.][0-9]{1,3})$")
          @JsonPropertyDescription(
              "Processors as a Kubernetes quantity in quotes, for example \"2\" or \"500m\".")
          String cpu,
      @Required
          @Size(min = 2, max = 16)
          @Pattern("^[1-9][0-9]{0,8}(Mi|Gi|Ti|M|G|T)$")
          @JsonPropertyDescription("Memory as a Kubernetes quantity, for example 4Gi.")
          String memory,
      @JsonPropertyDescription("Graphics processors; none if left out.") Gpu gpu) {}

  /** Graphics processors of one kind. */
  public record Gpu(
      @Required
          @Size(min = 3, max = 253)
          @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$")
          @JsonPropertyDescription(
              "The extended resource that the device plugin offers, for example nvidia.com/gpu.")
          String resource,
      @Required @Min(1) @Max(16) @JsonPropertyDescription("How many, 1 to 16.") Integer count) {}
}
