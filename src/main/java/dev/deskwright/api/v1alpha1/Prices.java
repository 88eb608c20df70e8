package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * What a desktop costs in either way of billing. Amounts are text, so that no cent is lost to
 * binary fractions.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Prices(
    @Required
        @Size(min = 1, max = 16)
        @ValidationRule(
            value = "self.matches('^[A-Z]{3}$')",
            messageExpression =
                "'currency \"%s\" is not a currency: use three capital letters of ISO 4217, as in"
                    + " EUR'.format([self])")
        @JsonPropertyDescription("Currency of all three prices, as in ISO 4217, for example EUR.")
        String currency,
    @Required
        @Size(min = 1, max = 16)
        @ValidationRule(
            value = "self" + Syntax.AMOUNT,
            messageExpression =
                "'monthly \"%s\" is not an amount: " + Syntax.AMOUNT_HINT + "'.format([self])")
        @JsonPropertyDescription("A month of AlwaysOn, however long the desktop runs in it.")
        String monthly,
    @Required
        @Size(min = 1, max = 16)
        @ValidationRule(
            value = "self" + Syntax.AMOUNT,
            messageExpression =
                "'hourlyBase \"%s\" is not an amount: " + Syntax.AMOUNT_HINT + "'.format([self])")
        @JsonPropertyDescription("A month of AutoStop or Manual, before any hour is counted.")
        String hourlyBase,
    @Required
        @Size(min = 1, max = 16)
        @ValidationRule(
            value = "self" + Syntax.AMOUNT,
            messageExpression =
                "'hourly \"%s\" is not an amount: " + Syntax.AMOUNT_HINT + "'.format([self])")
        @JsonPropertyDescription(
            "An hour of AutoStop or Manual. The hours of a month are added up, and what is left of"
                + " one counts as a whole.")
        String hourly) {}
