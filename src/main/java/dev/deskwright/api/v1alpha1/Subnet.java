package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** A part of the cluster over which desktops are spread: a zone, in most clusters. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Subnet(
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription(
            "Name of the subnet, 1 to 63 characters. Drives remember it, so that a desktop stays"
                + " where they are.")
        String name,
    @Required
        @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "Labels of the nodes in it, for example topology.kubernetes.io/zone: zone-a.")
        Map<String, @Size(max = 63) String> nodeSelector,
    @Size(min = 3, max = 43)
        @JsonPropertyDescription(
            "Addresses of the subnet, IPv4 or IPv6, as in 10.1.0.0/16. A desktop without internet"
                + " access still reaches them.")
        String cidr) {}
