package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Whose users a Directory of type CrossTrust takes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CrossTrust(
    @Size(max = 20)
        @JsonPropertyDescription(
            "Directories in this namespace whose users are trusted: CORP\\alice and"
                + " alice@corp.example.com are users of the one with that netbiosName or domainName.")
        List<LocalReference> directoryRefs,
    @JsonPropertyDescription(
            "A Directory in this namespace that is an Active Directory: the domains that it trusts,"
                + " as its own trust objects say, are trusted as well, where a Directory in this"
                + " namespace has the domain's name.")
        LocalReference trustsOf) {}
