package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** A group of the directory whose members each get a WorkSpace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProvisionGroup(
    @Required
        @Size(min = 1, max = 1024)
        @ValidationRule(
            value = "self.matches('^[^[:cntrl:][:space:]]([^[:cntrl:]]*[^[:cntrl:][:space:]])?$')",
            messageExpression =
                "'group \"%s\" begins or ends with a space, or has a control character: write the"
                    + " name or the distinguished name as it is in the directory'.format([self])")
        @JsonPropertyDescription(
            "Name or distinguished name of the group. Members of groups in it count.")
        String group,
    @Required
        @ValidationRule(
            value = Syntax.BUNDLE_NAME,
            fieldPath = ".name",
            messageExpression = Syntax.BUNDLE_NAME_MESSAGE)
        @JsonPropertyDescription("The Bundle in this namespace that the WorkSpaces are made from.")
        LocalReference bundleRef,
    @JsonPropertyDescription("Their running mode; the Directory's default if left out.")
        RunningMode runningMode,
    @Size(max = 50)
        @ValidationRule(
            value = LabelRules.TAG_KEYS,
            messageExpression = LabelRules.TAG_KEYS_MESSAGE)
        @ValidationRule(
            value = LabelRules.TAGS_NOT_RESERVED,
            messageExpression = LabelRules.TAGS_NOT_RESERVED_MESSAGE)
        @ValidationRule(
            value = LabelRules.VALUES,
            messageExpression = LabelRules.TAG_VALUES_MESSAGE)
        @JsonPropertyDescription("Their tags, at most 50.")
        Map<String, @Size(max = 63) String> tags) {}
