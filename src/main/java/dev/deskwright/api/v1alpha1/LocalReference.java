package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Names another object in the same namespace; no reference ever leaves the namespace. */
public record LocalReference(
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self" + Syntax.SUBDOMAIN,
            messageExpression =
                "'name \"%s\" is not a name: " + Syntax.SUBDOMAIN_HINT + "'.format([self])")
        @JsonPropertyDescription("Name of the object, in the same namespace.")
        String name) {}
