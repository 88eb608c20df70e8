package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Where desktops look names up. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DnsRules(
    @Size(max = 3)
        @ValidationRule(
            value = "self.all(a, a" + NetworkSyntax.ADDRESS + ")",
            messageExpression =
                "'nameservers has \"%s\", which is not an IP address: "
                    + NetworkSyntax.ADDRESS_HINT
                    + "'.format([self.filter(a, !a"
                    + NetworkSyntax.ADDRESS
                    + ")[0]])")
        @JsonPropertyDescription(
            "Addresses of DNS servers, IPv4 or IPv6, that desktops use instead of the cluster's; at"
                + " most 3. The cluster's if left out.")
        List<@Size(min = 2, max = 45) String> nameservers,
    @Size(max = 6)
        @ValidationRule(
            value = "self.all(d, d" + Syntax.SUBDOMAIN + ")",
            messageExpression =
                "'searches has \"%s\", which is not a domain: "
                    + Syntax.SUBDOMAIN_HINT
                    + "'.format([self.filter(d, !d"
                    + Syntax.SUBDOMAIN
                    + ")[0]])")
        @JsonPropertyDescription(
            "Domains that a short name is looked up in, at most 6, for example corp.example.com.")
        List<@Size(min = 1, max = 253) String> searches) {}
