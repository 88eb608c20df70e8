package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** A part of the cluster over which desktops are spread: a zone, in most clusters. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Subnet(
    @Required
        @Size(min = 1, max = 63)
        @ValidationRule(
            value = "self" + Syntax.LABEL_VALUE,
            messageExpression =
                "'name \"%s\" cannot be put on drives as a label: use letters, digits and - _ . with a"
                    + " letter or digit first and last'.format([self])")
        @JsonPropertyDescription(
            "Name of the subnet, 1 to 63 characters. Drives remember it, so that a desktop stays"
                + " where they are.")
        String name,
    @Required
        @Size(min = 1, max = 16)
        @ValidationRule(
            value = LabelRules.SELECTOR_KEYS,
            messageExpression = LabelRules.SELECTOR_KEYS_MESSAGE)
        @ValidationRule(
            value = LabelRules.VALUES,
            messageExpression = LabelRules.SELECTOR_VALUES_MESSAGE)
        @JsonPropertyDescription(
            "Labels of the nodes in it, for example topology.kubernetes.io/zone: zone-a.")
        Map<String, @Size(max = 63) String> nodeSelector,
    @Size(min = 3, max = 43)
        @ValidationRule(
            value = "self" + NetworkSyntax.CIDR,
            messageExpression =
                "'cidr \"%s\" is not a range of addresses: "
                    + NetworkSyntax.CIDR_HINT
                    + "'.format([self])")
        @JsonPropertyDescription(
            "Addresses of the subnet, IPv4 or IPv6, as in 10.1.0.0/16. A desktop without internet"
                + " access still reaches them.")
        String cidr) {}
