package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** An HTTP address in the pod that answers 200 to 399 once the desktop can be connected to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Readiness(
    @Required
        @Min(1)
        @Max(65_535)
        @JsonPropertyDescription("Port of the desktop's pod, 1 to 65535.")
        Integer port,
    @Size(min = 1, max = 256)
        @ValidationRule(
            value = "self" + Syntax.URL_PATH,
            messageExpression =
                "'path \"%s\" is not the path of a URL: "
                    + Syntax.URL_PATH_HINT
                    + "'.format([self])")
        @Default("/")
        @JsonPropertyDescription("Path of the request, / if left out.")
        String path,
    @Default("HTTP")
        @JsonPropertyDescription("Whether the port speaks TLS (HTTPS) or not (HTTP, the default).")
        Protocol.Scheme scheme) {}
