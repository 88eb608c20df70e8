package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An HTTP address in the pod that answers 200 to 399 once the desktop can be connected to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Readiness(
    @Required
        @Min(1)
        @Max(65_535)
        @JsonPropertyDescription("Port of the desktop's pod, 1 to 65535.")
        Integer port,
    @Size(min = 1, max = 256)
        @Pattern("^/[A-Za-z0-9._~/-]*$")
        @Default("/")
        @JsonPropertyDescription("Path of the request, / if left out.")
        String path,
    @Default("HTTP")
        @JsonPropertyDescription("Whether the port speaks TLS (HTTPS) or not (HTTP, the default).")
        Protocol.Scheme scheme) {}
