package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Whose users a Directory of type CrossTrust takes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.trustsOf) || self.?directoryRefs.orValue([]).size() > 0",
    message =
        "crossTrust trusts nobody: name Directories in directoryRefs, or one in trustsOf, or both")
public record CrossTrust(
    @Size(max = 20)
        @ValidationRule(
            value = "self.all(r, r.name.size() <= 54 && !r.name.contains('.'))",
            messageExpression =
                "'directoryRefs has \"%s\", which cannot be a Directory\\'s name: use 1 to 54"
                    + " lower-case letters, digits and hyphens, with no dot'.format([self.filter(r,"
                    + " r.name.size() > 54 || r.name.contains('.'))[0].name])")
        @ValidationRule(
            value = "self.all(r, self.exists_one(s, s.name == r.name))",
            messageExpression =
                "'directoryRefs has \"%s\" twice: name each once'.format([self.filter(r,"
                    + " !self.exists_one(s, s.name == r.name))[0].name])")
        @JsonPropertyDescription(
            "Directories in this namespace whose users are trusted: CORP\\alice and"
                + " alice@corp.example.com are users of the one with that netbiosName or domainName.")
        List<LocalReference> directoryRefs,
    @ValidationRule(
            value = Syntax.DIRECTORY_NAME,
            fieldPath = ".name",
            messageExpression = "'trustsOf.name" + Syntax.DIRECTORY_NAME_HINT)
        @JsonPropertyDescription(
            "A Directory in this namespace that is an Active Directory: the domains that it trusts,"
                + " as its own trust objects say, are trusted as well, where a Directory in this"
                + " namespace has the domain's name.")
        LocalReference trustsOf) {}
