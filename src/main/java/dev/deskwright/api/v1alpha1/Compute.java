package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Processors, memory and graphics: a type with a name, or own figures. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.type) != has(self.resources)",
    messageExpression =
        "'compute has %s of type and resources: give exactly one of them'.format([has(self.type) ?"
            + " 'both' : 'neither'])")
public record Compute(
    @Size(min = 1, max = 63)
        @ValidationRule(
            value = "self.matches('^[A-Za-z][A-Za-z0-9]*$')",
            messageExpression =
                "'type \"%s\" is not the name of a compute type: use letters and digits, as in"
                    + " Standard or PowerPro'.format([self])")
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
          @ValidationRule(
              value =
                  "self.matches('^([1-9][0-9]{0,5}m|[0-9]{1,3}([.][0-9]{1,3})?)$') &&"
                      + " quantity(self).compareTo(quantity('10m')) >= 0 &&"
                      + " quantity(self).compareTo(quantity('256')) <= 0",
              messageExpression =
                  "'cpu \"%s\" is not a number of processors from 10m to 256: write it like \"2\","
                      + " \"1.5\" or \"500m\"'.format([self])")
          @JsonPropertyDescription(
              "Processors as a Kubernetes quantity in quotes, for example \"2\" or \"500m\", from"
                  + " 10m to 256.")
          String cpu,
      @Required
          @Size(min = 2, max = 16)
          @ValidationRule(
              value =
                  "self.matches('^[1-9][0-9]{0,8}(Mi|Gi|Ti|M|G|T)$') &&"
                      + " quantity(self).compareTo(quantity('16Mi')) >= 0 &&"
                      + " quantity(self).compareTo(quantity('24Ti')) <= 0",
              messageExpression =
                  "'memory \"%s\" is not an amount from 16Mi to 24Ti: write a whole number and a"
                      + " unit, like 4Gi or 512Mi'.format([self])")
          @JsonPropertyDescription(
              "Memory as a Kubernetes quantity, for example 4Gi, from 16Mi to 24Ti.")
          String memory,
      @JsonPropertyDescription("Graphics processors; none if left out.") Gpu gpu) {}

  /** Graphics processors of one kind. */
  public record Gpu(
      @Required
          @Size(min = 3, max = 253)
          @ValidationRule(
              value = "self" + Syntax.EXTENDED_RESOURCE,
              messageExpression =
                  "'resource \"%s\" is not an extended resource: write the device plugin\\'s DNS"
                      + " name, a slash and a name, like nvidia.com/gpu'.format([self])")
          @JsonPropertyDescription(
              "The extended resource that the device plugin offers, for example nvidia.com/gpu.")
          String resource,
      @Required @Min(1) @Max(16) @JsonPropertyDescription("How many, 1 to 16.") Integer count) {}
}
