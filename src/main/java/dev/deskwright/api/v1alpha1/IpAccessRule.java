package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Addresses from which users may connect. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IpAccessRule(
    @Required
        @Size(min = 3, max = 43)
        @ValidationRule(
            value = "self" + NetworkSyntax.CIDR,
            messageExpression =
                "'cidr \"%s\" is not a range of addresses: "
                    + NetworkSyntax.CIDR_HINT
                    + "'.format([self])")
        @JsonPropertyDescription(
            "A range of IPv4 or IPv6 addresses, as in 198.51.100.0/24, or one address with /32 or"
                + " /128.")
        String cidr,
    @Size(min = 1, max = 256) @JsonPropertyDescription("What it is for.") String description) {}
